/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.tidemark.intake.request.IntakeException;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** Decides who may send, and how much. Nothing of a request is read before. */
public final class Gatekeeper {

  private static final String BEARER = "Bearer ";

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
      throw unauthorized();
    }
    String secret = header.substring(BEARER.length()).strip();
    boolean token = secret.chars().filter(c -> c == '.').count() == DOTS_OF_TOKEN;
    Optional<Access> access = token ? tokens.checkToken(secret) : checkKey(secret);
    return access.orElseThrow(Gatekeeper::unauthorized);
  }

  private Optional<Access> checkKey(String secret) {
    String digest = hashText(secret);
    Optional<IngestKey> key = keys.findKey(digest);
    if (key.isEmpty() && !keys.isLoaded()) {
      throw IntakeException.createUnavailable("The keys are not read yet.");
    }
    return key.map(found -> new Access("key/" + digest, found.source(), found.sender()));
  }

  /**
   * Takes items from the budget of a sender. A request that is larger than the whole budget waits
   * until it is full, and leaves a debt: senders cannot divide a request, and would lose it.
   *
   * @throws IntakeException 429 when they are too many for now
   */
  public void spendItems(Access access, int items) {
    if (items == 0) {
      return;
    }
    Bucket budget = findBudget(access);
    long needed = Math.min(items, burst());
    ConsumptionProbe probe = budget.tryConsumeAndReturnRemaining(needed);
    if (!probe.isConsumed()) {
      throw IntakeException.createRetryable(
          429,
          "More than " + itemsPerSecond + " items a second were sent with this key.",
          Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
    }
    if (items > needed) {
      budget.consumeIgnoringRateLimits(items - needed);
    }
  }

  /** Takes items that were read already from the budget of a sender; none for 0 or less. */
  public void addDebt(Access access, int items) {
    if (items > 0) {
      findBudget(access).consumeIgnoringRateLimits(items);
    }
  }

  /** Stores items. Those that cannot be stored for now are sent again, and are spent then. */
  public void storeItems(Access access, int items, Runnable store) {
    try {
      store.run();
    } catch (IntakeException failure) {
      if (items > 0 && failure.retryAfterSeconds() > 0) {
        findBudget(access).addTokens(items);
      }
      throw failure;
    }
  }

  private Bucket findBudget(Access access) {
    return budgets.get(access.id(), id -> createBudget());
  }

  /** Items of a sender that has sent none for two seconds. */
  private long burst() {
    return 2L * itemsPerSecond;
  }

  private Bucket createBudget() {
    return Bucket.builder()
        .addLimit(
            limit -> limit.capacity(burst()).refillGreedy(itemsPerSecond, Duration.ofSeconds(1)))
        .build();
  }

  private static IntakeException unauthorized() {
    return IntakeException.createError(401, "Send a valid key: Authorization: Bearer KEY.");
  }

  static String hashText(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
