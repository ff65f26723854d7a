/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.JsonNumbers;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.FieldRules;
import io.tidemark.model.schema.Limits;

/** Reads costs as billionths of a currency unit from their decimal text, never from a double. */
final class ReportedCosts {

  private static final int DECIMALS = 9;

  private ReportedCosts() {}

  /** The cost in billionths; negative when the value is none. */
  static long readNanos(JsonReader json, byte type) {
    return switch (type) {
      case JsonType.INTEGER, JsonType.DECIMAL ->
          JsonNumbers.rounded(json.buffer(), json.start(), json.length(), DECIMALS);
      case JsonType.TEXT -> parseNanos(json.text());
      default -> FieldRules.UNKNOWN;
    };
  }

  /** Sets the cost of a call, unless it is set already or the text is no amount. */
  static void setCost(ModelCall call, String amount, String currency) {
    long nanos = parseNanos(amount);
    if (nanos >= 0
        && nanos <= Limits.MAX_TOTAL
        && call.count(CallCount.REPORTED_COST_NANOS) == ModelCall.UNKNOWN) {
      call.count(CallCount.REPORTED_COST_NANOS, nanos);
      call.text(CallText.REPORTED_CURRENCY, currency);
    }
  }

  /** The cost in billionths; negative when the text is none. */
  static long parseNanos(String text) {
    if (text == null || !JsonNumbers.isNumber(text)) {
      return FieldRules.UNKNOWN;
    }
    byte[] digits = text.getBytes(UTF_8);
    return JsonNumbers.rounded(digits, 0, digits.length, DECIMALS);
  }
}
