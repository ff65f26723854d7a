/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.request;

import io.tidemark.model.json.InvalidUtf8;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The charset of JSON, which is UTF-8. */
public final class BodyCharset {

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

  private static final Set<String> UTF_8 = Set.of("utf-8", "utf8");

  private BodyCharset() {}

  /**
   * Refuses a body in another charset, of which replacement characters would be left. A charset
   * that is named but not used costs nothing: some clients name ISO-8859-1 whatever they send.
   *
   * @throws IntakeException 415
   */
  public static void requireUtf8(HttpServletRequest request, byte[] body) {
    String type = request.getContentType();
    Matcher charset = CHARSET.matcher(type == null ? "" : type);
    boolean other = charset.find() && !UTF_8.contains(charset.group(1).toLowerCase(Locale.ROOT));
    if (other && InvalidUtf8.replacedLength(body) != body.length) {
      throw IntakeException.createError(
          415, "The body must be in UTF-8: the charset " + charset.group(1) + " is not read.");
    }
  }
}
