/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs messages as Standard Webhooks does. */
final class WebhookSignature {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";
  private static final int LEAST_BYTES = 24;
  private static final int MOST_BYTES = 64;

  private final List<SecretKeySpec> keys;

  /**
   * Signatures with one secret, or with several while receivers change from one to the next.
   *
   * @param secrets each {@code whsec_} and 24 to 64 bytes in Base64, with blanks between them
   * @throws IllegalArgumentException when one is not of this form; the message does not repeat it
   */
  WebhookSignature(String secrets) {
    this.keys = ChannelSecrets.listSecrets(secrets).map(WebhookSignature::readKey).toList();
  }

  private static SecretKeySpec readKey(String secret) {
    byte[] bytes = secret.startsWith(PREFIX) ? decodeSecret(secret) : new byte[0];
    if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException("The secret must be whsec_ and 24 to 64 bytes in Base64.");
    }
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  private static byte[] decodeSecret(String secret) {
    try {
      return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** The value of the header {@code webhook-signature}. */
  String signBody(String id, long epochSecond, byte[] body) {
    return keys.stream()
        .map(key -> signBody(key, id, epochSecond, body))
        .collect(Collectors.joining(" "));
  }

  private static String signBody(SecretKeySpec key, String id, long epochSecond, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + '.' + epochSecond + '.').getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
