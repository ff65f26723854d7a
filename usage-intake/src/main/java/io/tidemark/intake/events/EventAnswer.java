/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.events;

import io.tidemark.intake.reading.Outcome;
import io.tidemark.intake.request.IntakeException;
import io.tidemark.model.json.JsonWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;

/** Answers to events: the items that were accepted and rejected, or a problem document. */
final class EventAnswer {

  private EventAnswer() {}

  /** 202 if any item was accepted; else 403 for items of other tenants, and 400 for all others. */
  static void writeAnswer(HttpServletResponse response, Outcome outcome) throws IOException {
    JsonWriter json = new JsonWriter();
    json.beginObject();
    json.field("accepted", outcome.accepted());
    json.beginArray("rejected");
    for (Outcome.Rejection rejection : outcome.listed()) {
      json.beginObject();
      json.field("index", rejection.index());
      json.field("reason", rejection.reason());
      json.field("message", rejection.message());
      json.endObject();
    }
    json.endArray();
    if (outcome.rejected() > outcome.listed().size()) {
      json.field("rejected_total", outcome.rejected());
    }
    if (outcome.ignored() > 0) {
      json.field("ignored", outcome.ignored());
    }
    json.endObject();
    writeAnswer(response, chooseStatus(outcome), "application/json", json.finish());
  }

  private static int chooseStatus(Outcome outcome) {
    if (outcome.isForbidden()) {
      return HttpServletResponse.SC_FORBIDDEN;
    }
    return outcome.accepted() == 0 && outcome.rejected() > 0
        ? HttpServletResponse.SC_BAD_REQUEST
        : HttpServletResponse.SC_ACCEPTED;
  }

  /** A request that was not accepted as a whole. */
  static void writeAnswer(HttpServletResponse response, IntakeException failure)
      throws IOException {
    HttpStatus status = HttpStatus.valueOf(failure.status());
    if (failure.retryAfterSeconds() > 0) {
      response.setHeader("Retry-After", Long.toString(failure.retryAfterSeconds()));
    }
    if (status == HttpStatus.UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    JsonWriter json = new JsonWriter();
    json.beginObject();
    json.field("type", "about:blank");
    json.field("title", status.getReasonPhrase());
    json.field("status", status.value());
    json.field("detail", failure.getMessage());
    json.endObject();
    writeAnswer(response, status.value(), "application/problem+json", json.finish());
  }

  private static void writeAnswer(
      HttpServletResponse response, int status, String type, byte[] body) throws IOException {
    response.setStatus(status);
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
