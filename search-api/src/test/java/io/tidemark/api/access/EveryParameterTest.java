/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RecordingProxy.Sent;
import io.tidemark.api.live.SampleTenant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every route with every parameter of the API document, over two tenants whose names tell whose
 * they are: whatever is sent, nothing of the other tenant comes back.
 */
@Tag("node")
class EveryParameterTest {

  private static final String OWN = "north-tenant";
  private static final String OTHER = "hidden-tenant";
  private static final String HIDDEN = "hidden-";

  /** Attempts to have a value read as more than a value. */
  private static final List<String> INJECTIONS =
      List.of(
          "*",
          ".*",
          "hidden-*",
          "\"}},{\"match_all\":{}}",
          "{\"match_all\":{}}",
          "x OR tenant_id:hidden-tenant",
          "hidden-tenant\",\"hidden-tenant",
          "../_all/_search",
          "tidemark-*",
          "ctx._source.tenant_id='hidden-tenant'",
          "tenant_id",
          "tenant_id,user_id",
          "user_id,tenant_id",
          "_id",
          "2026-03-12||/M",
          "now-1d",
          "=cmd|' /C calc'!A0",
          "'; DROP TABLE x; --",
          "${jndi:ldap://127.0.0.1/x}",
          "%00",
          "\u0000",
          "\r\nX-Injected: 1",
          "-1",
          "99999999999999999999",
          "NaN",
          "");

  private static LiveApi api;
  private int callers;

  @BeforeAll
  static void documents() {
    api = LiveApi.shared();
    SampleTenant.index(api, OWN, "north-");
    SampleTenant.indexHistory(api, OWN, "north-");
    SampleTenant.index(api, OTHER, HIDDEN);
  }

  /** A forecast of a tenant with a single day of usage is 409. */
  private static boolean needsHistory(Place place) {
    return place.path().endsWith("/forecast");
  }

  @Test
  void everyParameterTakesTheExampleOfTheDocument() {
    for (Place place : Place.all(api)) {
      Answer answer = send(place, place.example());
      boolean bound =
          List.of("from", "to", "value", "cursor", "request_id", "task_id", "id", "days")
                  .contains(place.name())
              || place.path().contains("{")
              // Its own body is missing.
              || place.method().equals("PUT")
              || place.path().endsWith("/bills");
      assertThat(answer.status())
          .as(place + " " + answer.text())
          .isIn(bound || needsHistory(place) ? List.of(200, 400, 404, 409, 415) : List.of(200));
    }
  }

  @Test
  void namesOfAnotherTenantOpenNothing() {
    api.proxy().forget();
    ListAppender<ILoggingEvent> log = startListening();
    for (Place place : Place.all(api)) {
      for (String value : List.of(OTHER, place.swapped(HIDDEN))) {
        place.assertNothingHidden(HIDDEN, value, send(place, value));
      }
    }
    stopListening(log);
    assertSearchesDemandTheTenant();
    assertThat(log.list).noneMatch(line -> line.getFormattedMessage().contains(HIDDEN));
    assertThat(api.get(null, "/actuator/prometheus").text())
        .contains("http_server_requests_seconds_count")
        .doesNotContain(HIDDEN, "north-");
    assertTheOtherTenantHasAll();
  }

  @Test
  void treatsEveryParameterAsAValue() {
    api.proxy().forget();
    int next = 0;
    for (Place place : Place.all(api)) {
      for (int i = 0; i < 3; i++) {
        String value = INJECTIONS.get(next++ % INJECTIONS.size());
        place.assertNothingHidden(HIDDEN, value, send(place, value));
      }
    }
    assertSearchesDemandTheTenant();
    assertTheOtherTenantHasAll();
  }

  @Test
  void aMemberLearnsNoNameOfColleagues() {
    String alice = api.tokens().member(OWN, "north-alice");
    for (String path : api.contract().document().path("paths").propertyNames()) {
      // Prices are open to everybody, and the answer repeats the id of the request.
      boolean prices = path.contains("/price-lists/") || path.contains("/exchange-rates/");
      if (path.contains("/models") || prices) {
        continue;
      }
      String route = path.replaceAll("\\{.*}", "north-req-2");
      for (String format : List.of("", "format=csv", "group_by=user_id", "facet=user_id")) {
        Answer answer = api.send(api.request(alice, route + "?" + format).GET().build());
        assertThat(answer.status()).as(route).isIn(200, 400, 403, 404, 405);
        assertThat(Place.said(answer))
            .as(route + " " + format)
            .doesNotContain("-bob", "-carol", "req-2", "req-3", "task-1", "tuned-qwen", HIDDEN);
      }
    }
  }

  @Test
  void aCursorOfAnotherTenantIsRefused() {
    for (String route : List.of("/api/v1/model-calls/records", "/api/v1/comfyui/records")) {
      String cursor =
          api.get(api.tokens().superAdmin(OTHER, "root"), route, "limit", "1")
              .json()
              .path("next")
              .asString();
      Answer answer = api.get(api.tokens().superAdmin(OWN, "root"), route, "cursor", cursor);

      assertThat(answer.status()).as(route).isEqualTo(400);
      assertThat(answer.json().path("parameter").asString()).isEqualTo("cursor");
    }
  }

  /** As a super-admin of the own tenant; each time another, for requests are limited. */
  private Answer send(Place place, String value) {
    return place.send(api, api.tokens().superAdmin(OWN, "root-" + callers++ % 20), value);
  }

  /** Settings that all tenants share belong to no tenant. */
  private static final String SHARED_SETTINGS = "{\"term\":{\"tenant_id\":{\"value\":\"\"}}}";

  private static boolean isAboutSettings(Sent sent) {
    return sent.path().startsWith("/tidemark-settings/")
        || sent.path().startsWith("/tidemark-changes/");
  }

  private static void assertSearchesDemandTheTenant() {
    List<Sent> searches =
        api.proxy().sent().stream()
            .filter(sent -> !sent.body().isEmpty())
            .filter(sent -> !sent.path().startsWith("/tidemark-pipeline-progress-*/"))
            .toList();
    assertThat(searches).hasSizeGreaterThan(100);
    for (Sent sent : searches) {
      assertThat(sent.path()).startsWith("/tidemark-").doesNotContain(",_all", "tidemark-*");
      assertThat(
              JsonMapper.shared()
                  .readTree(sent.body())
                  .path("query")
                  .path("bool")
                  .path("filter")
                  .path(0)
                  .toString())
          .as(sent.toString())
          .isIn(
              "{\"term\":{\"tenant_id\":{\"value\":\"" + OWN + "\"}}}",
              isAboutSettings(sent) ? SHARED_SETTINGS : "");
    }
  }

  private static void assertTheOtherTenantHasAll() {
    String token = api.tokens().superAdmin(OTHER, "root");
    JsonNode summary = api.get(token, "/api/v1/model-calls/summary").json();
    assertThat(summary.path("calls").asLong()).isEqualTo(116);
    assertThat(api.get(token, "/api/v1/model-calls/records").json().path("records").size())
        .isEqualTo(4);
  }

  private static ListAppender<ILoggingEvent> startListening() {
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(appender);
    return appender;
  }

  private static void stopListening(ListAppender<ILoggingEvent> appender) {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(appender);
  }
}
