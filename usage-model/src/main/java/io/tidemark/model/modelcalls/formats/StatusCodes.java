/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import io.tidemark.model.json.JsonType;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.FieldRules;

/**
 * Status codes as sources write them. A number that is no HTTP status never costs a call: 0 and 499
 * mean that the caller left before the answer, and any other number that the call failed.
 */
final class StatusCodes {

  /** The error type of calls whose caller left, unless the source names one. */
  static final String CLIENT_CLOSED = "client_closed";

  /** The error type of calls with a number that is no HTTP status, unless the source names one. */
  static final String NOT_HTTP = "not_http_status";

  private static final int NO_ANSWER = 0;
  private static final int CLIENT_CLOSED_REQUEST = 499;

  /** Stands in a call for a number that is no HTTP status, until the call is complete. */
  private static final int OTHER = -2;

  private static final int DIGITS = 3;

  private StatusCodes() {}

  /** Sets the status code of a call. */
  static void setCode(ModelCall call, long code) {
    boolean known = code == NO_ANSWER || FieldRules.isStatusCode(JsonType.INTEGER, code);
    call.statusCode(known ? (int) code : OTHER);
  }

  /** Names the error of a call by its status code, if nothing else does. */
  static void completeError(ModelCall call) {
    int code = call.statusCode();
    if (code == NO_ANSWER || code == CLIENT_CLOSED_REQUEST) {
      nameError(call, CLIENT_CLOSED);
    } else if (code == OTHER) {
      call.statusCode((int) ModelCall.UNKNOWN);
      nameError(call, NOT_HTTP);
    }
  }

  private static void nameError(ModelCall call, String type) {
    if (!call.has(CallText.ERROR_TYPE)) {
      call.text(CallText.ERROR_TYPE, type);
    }
  }

  /** The status code that a text is, or {@link ModelCall#UNKNOWN}. */
  static int parseCode(String text) {
    if (text == null) {
      return (int) ModelCall.UNKNOWN;
    }
    if (text.equals("0")) {
      return NO_ANSWER;
    }
    if (text.length() != DIGITS || text.charAt(0) < '1' || text.charAt(0) > '5') {
      return (int) ModelCall.UNKNOWN;
    }
    int code = 0;
    for (int i = 0; i < DIGITS; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return (int) ModelCall.UNKNOWN;
      }
      code = code * 10 + digit;
    }
    return code;
  }
}
