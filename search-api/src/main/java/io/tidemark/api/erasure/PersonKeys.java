/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.Precondition;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Makes the ids that stand for erased people, and seals the ids that they had: these must be known
 * to find what comes back, and must be found nowhere. All instances have the same key: a file of
 * the operator, or one that the first of them made.
 */
@Component
class PersonKeys {

  private static final String HMAC = "HmacSHA256";
  private static final String SETTING = "people";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int HEX_DIGITS = 32;

  private final SettingStore store;
  private final PersonKeyKind kind;
  private final Path file;
  private final SecureRandom random = new SecureRandom();
  private volatile byte[] loaded;

  PersonKeys(
      SettingStore store,
      PersonKeyKind kind,
      @Value("${tidemark.erasure.key-file:#{null}}") Path file) {
    this.store = store;
    this.kind = kind;
    this.file = file;
  }

  /** The id that stands for a person in a tenant: the same whenever it is made. */
  String createPseudonym(String tenant, String user) {
    byte[] hash = hash("pseudonym", tenant.length() + ":" + tenant + user);
    return "p-" + HexFormat.of().formatHex(hash).substring(0, HEX_DIGITS);
  }

  /** The id of a person, readable with the key alone. */
  String sealUser(String user) {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      byte[] text = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(user.getBytes(UTF_8));
      byte[] sealed = Arrays.copyOf(nonce, nonce.length + text.length);
      System.arraycopy(text, 0, sealed, nonce.length, text.length);
      return Base64.getEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The id that was sealed; empty when it was sealed with another key. */
  Optional<String> openSealed(String sealed) {
    try {
      byte[] all = Base64.getDecoder().decode(sealed);
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, nonce).doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return Optional.of(new String(text, UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(hash("seal", ""), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private byte[] hash(String use, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key(), HMAC));
      return mac.doFinal((use + '\n' + text).getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] key() {
    byte[] key = loaded;
    if (key == null) {
      key = Base64.getDecoder().decode(file == null ? findOrCreate() : read(file));
      if (key.length < KEY_BYTES) {
        throw new IllegalStateException(
            "tidemark.erasure.key-file must have 32 random bytes or more, in Base64.");
      }
      loaded = key;
    }
    return key;
  }

  private String findOrCreate() {
    Optional<String> known = store.findValue(kind, SettingAddress.SHARED, SETTING);
    if (known.isPresent()) {
      return known.get();
    }
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    Scope writer =
        new Scope(SettingAddress.SHARED, Scope.OWN_USER, Set.of(Role.OPERATOR), new TreeSet<>());
    try {
      store.put(
          writer,
          kind,
          SETTING,
          true,
          JsonNodeFactory.instance
              .objectNode()
              .put(PersonKeyKind.KEY, Base64.getEncoder().encodeToString(bytes)),
          new Precondition(null, "*"));
    } catch (ProblemException e) {
      // Another instance may have made one; without one there is nothing to continue with.
      return store.findValue(kind, SettingAddress.SHARED, SETTING).orElseThrow(() -> e);
    }
    return store.findValue(kind, SettingAddress.SHARED, SETTING).orElseThrow();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalStateException(
          "The key file " + file + " (tidemark.erasure.key-file) cannot be read.", e);
    }
  }
}
