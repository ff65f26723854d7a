/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.events;

import io.tidemark.intake.request.IntakeException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** Content types and parameters of requests with events. */
final class EventTypes {

  private static final String WORKLOAD = "workload";
  private static final String CLOUD_EVENTS = "application/cloudevents";
  private static final Set<String> JSON =
      Set.of(
          "application/json",
          "application/x-ndjson",
          "application/ndjson",
          "application/jsonl",
          "application/x-jsonlines",
          "text/plain",
          "application/octet-stream");

  private EventTypes() {}

  /**
   * Refuses types that are not read. Data of CloudEvents in binary mode may have any type.
   *
   * @throws IntakeException 415
   */
  static void requireKnown(HttpServletRequest request) {
    String type = readType(request);
    boolean known =
        type.isEmpty()
            || JSON.contains(type)
            || type.endsWith("+json")
            || type.equals(CLOUD_EVENTS)
            || type.equals(CLOUD_EVENTS + "-batch");
    if (!known && !CloudEventHeaders.arePresent(request)) {
      throw IntakeException.createError(
          415,
          "Content-Type must be application/json, application/x-ndjson,"
              + " application/cloudevents+json or application/cloudevents-batch+json.");
    }
    if (type.startsWith(CLOUD_EVENTS) && type.contains("+") && !type.endsWith("+json")) {
      throw IntakeException.createError(415, "CloudEvents are read in their JSON format only.");
    }
  }

  /** Whether a request holds CloudEvents in structured or batch mode. */
  static boolean isCloudEvents(HttpServletRequest request) {
    return readType(request).startsWith(CLOUD_EVENTS);
  }

  private static String readType(HttpServletRequest request) {
    String header = request.getContentType() == null ? "" : request.getContentType();
    int end = header.indexOf(';');
    return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /**
   * The parameter {@code workload}, or null. It is of the address alone: the container would read
   * forms from the body.
   *
   * @throws IntakeException 400 for other parameters, and for two workloads
   */
  static String readWorkload(HttpServletRequest request) {
    MultiValueMap<String, String> parameters =
        UriComponentsBuilder.newInstance().query(request.getQueryString()).build().getQueryParams();
    for (String name : parameters.keySet()) {
      if (!name.equals(WORKLOAD)) {
        throw IntakeException.createError(
            400, "There is no parameter " + name + "; allowed is " + WORKLOAD + ".");
      }
    }
    if (parameters.getOrDefault(WORKLOAD, List.of()).size() > 1) {
      throw IntakeException.createError(400, "The parameter " + WORKLOAD + " must be given once.");
    }
    return parameters.getFirst(WORKLOAD);
  }
}
