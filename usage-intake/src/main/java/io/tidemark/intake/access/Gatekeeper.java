/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.tidemark.intake.request.IntakeException;
import io.tidemark.model.fingerprint.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Decides who may send, and how much. Nothing of a request is read before. */
public final class Gatekeeper {

  private static final String BEARER = "Bearer ";
  private static final String KEY_ID = "key/";

  /** A token names its tenant in its middle part; a key has no dots. */
  private static final int DOTS_OF_TOKEN = 2;

  private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

  private final IngestKeys keys;
  private final IngestTokens tokens;
  private final int itemsPerSecond;
  private final Cache<String, Bucket> budgets =
      Caffeine.newBuilder().expireAfterAccess(FORGET_AFTER).build();

  Gatekeeper(IngestKeys keys, IngestTokens tokens, int itemsPerSecond) {
    this.keys = keys;
    this.tokens = tokens;
    this.itemsPerSecond = itemsPerSecond;
  }

  /**
   * Who sends a request.
   *
   * @throws IntakeException 401 without a good key or token, 403 without the role
   */
  public Access authenticateRequest(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw createUnauthorized();
    }
    String secret = header.substring(BEARER.length()).strip();
    boolean token = secret.chars().filter(c -> c == '.').count() == DOTS_OF_TOKEN;
    Optional<Access> access = token ? tokens.checkToken(secret) : checkKey(secret);
    return access.orElseThrow(Gatekeeper::createUnauthorized);
  }

  private Optional<Access> checkKey(String secret) {
    String digest = hashText(secret);
    Optional<IngestKey> key = keys.findKey(digest);
    if (key.isEmpty() && !keys.isLoaded()) {
      throw IntakeException.createUnavailable("The keys are not read yet.");
    }
    return key.map(found -> new Access(KEY_ID + digest, found.source(), found.sender()));
  }

  /**
   * Receives a request within the budget of its sender.
   *
   * @param <T> what became of the request
   */
  @FunctionalInterface
  public interface Receiver<T> {
    T receiveRequest(Spending spending) throws IOException;
  }

  /**
   * Lets a sender spend items of its budget. A request that cannot be accepted for now, at
   * whichever step, is sent again: its items are spent then.
   */
  public <T> T admitRequest(Access access, Receiver<T> receiver) throws IOException {
    Spending spending = new Spending(findBudget(access), itemsPerSecond, () -> requireKey(access));
    try {
      return receiver.receiveRequest(spending);
    } catch (IntakeException failure) {
      if (failure.retryAfterSeconds() > 0) {
        spending.giveBackAll();
      }
      throw failure;
    }
  }

  /** A key may be revoked while the body of a request is on its way. */
  private void requireKey(Access access) {
    boolean isKey = access.id().startsWith(KEY_ID);
    if (isKey && keys.findKey(access.id().substring(KEY_ID.length())).isEmpty()) {
      throw createUnauthorized();
    }
  }

  private Bucket findBudget(Access access) {
    return budgets.get(access.id(), id -> Spending.createBudget(itemsPerSecond));
  }

  private static IntakeException createUnauthorized() {
    return IntakeException.createError(401, "Send a valid key: Authorization: Bearer KEY.");
  }

  static String hashText(String text) {
    return Sha256.digestToHex(text);
  }
}
