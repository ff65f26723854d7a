/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs messages to robots. */
final class RobotSignature {

  private static final String ALGORITHM = "HmacSHA256";

  private RobotSignature() {}

  /** The parameter {@code sign} of DingTalk, before it is encoded for the address. */
  static String signForDingTalk(String secret, long epochMilli) {
    return signText(secret, epochMilli + "\n" + secret);
  }

  /** The member {@code sign} of Feishu: the text is the key, and nothing is signed. */
  static String signForFeishu(String secret, long epochSecond) {
    return signText(epochSecond + "\n" + secret, "");
  }

  private static String signText(String key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
