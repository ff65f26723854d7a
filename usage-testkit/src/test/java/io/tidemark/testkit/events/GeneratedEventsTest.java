/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.testkit.events.EventVolume.Late;
import io.tidemark.testkit.oracle.Event;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class GeneratedEventsTest {

  private static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  private static final EventVolume VOLUME =
      new EventVolume(START, Duration.ofHours(6), 20_000, 20260105, 4, 0, Late.NONE);

  private static final List<String> TENANTS = List.of("acme", "globex");

  /** Published results of throughput are about these bytes. */
  @Test
  void keepsTheCallsOfASeed() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    CallJson json = new CallJson();
    new CallGenerator(VOLUME)
        .generate(
            call -> {},
            call -> {
              digest.update((byte) call.partition());
              digest.update(json.write(call));
            });

    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("4a269ff1b2e0710d65aeebfddaaef2d5b882ae07fe271cebbe244a401330493a");
  }

  @Test
  void keepsTheRunsOfASeed() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    new RunGenerator(VOLUME)
        .generate(
            (tenant, started, ended) -> {},
            (partition, step) -> {
              digest.update((byte) partition);
              digest.update(step);
            });

    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("1c01f3fdad22e76ca1bf995861188fff0f97c568cc274f2e04daae525342a786");
  }

  @Test
  void fewCallersShareUsersAndLeaveOutProjectsAndAgents() {
    CallMaker calls = new CallMaker(new FewCallers(TENANTS), new Random(7), true);
    CallJson json = new CallJson();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      events.add(Event.parse(json.write(calls.createCall(START + i))));
    }

    assertThat(texts(events, "tenant_id")).containsExactlyElementsOf(TENANTS);
    assertThat(texts(events, "user_id")).containsExactly("user-0", "user-1", "user-2");
    assertThat(shareWithout(events, "project_id")).isCloseTo(0.25, within(0.05));
    assertThat(shareWithout(events, "client_ip")).isEqualTo(shareWithout(events, "project_id"));
    assertThat(texts(events, "channel")).containsExactly("playground");
    assertThat(texts(events, "error_type")).containsExactly("server_error");
    assertThat(events).anyMatch(event -> event.json().at("/tags/team").asText().equals("t2"));
    assertThat(texts(events, "request_id")).hasSize(events.size());
  }

  @Test
  void changedCallsKeepTheirIdentity() {
    CallMaker calls = new CallMaker(new FewCallers(TENANTS), new Random(7), true);
    CallJson json = new CallJson();
    GeneratedCall call = calls.createCall(START);
    call.changeTenant("initech");
    call.changeRequestId("req-1");
    call.fail();

    Event event = Event.parse(json.write(call));
    Event changed = Event.parse(json.write(call.copyWithOutput(77)));

    assertThat(event.text("tenant_id")).isEqualTo("initech");
    assertThat(event.text("request_id")).isEqualTo("req-1");
    assertThat(event.count("status_code")).isEqualTo(500);
    assertThat(changed.count("output_tokens")).isEqualTo(77);
    assertThat(changed.text("request_id")).isEqualTo("req-1");
    assertThat(changed.at()).isEqualTo(event.at());
  }

  @Test
  void roughRunsLackStepsAndEndBeforeTheEndOfEventTime() {
    long end = START + Duration.ofHours(3).toMillis();
    RunMaker runs = new RunMaker(RunShape.rough(TENANTS), new Random(7), end);
    Map<String, Set<String>> steps = new HashMap<>();
    int sent = 0;
    for (long time = START; time < end; time += 5_000) {
      sent += add(steps, runs.nextStep(time), end);
    }
    for (byte[] step = runs.pollStep(); step != null; step = runs.pollStep()) {
      sent += add(steps, step, end);
    }

    Set<String> results =
        steps.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    assertThat(results).containsExactly("cancelled", "failed", "started", "submitted", "succeeded");
    assertThat(steps.values())
        .anyMatch(events -> !events.contains("submitted"))
        .anyMatch(events -> events.size() > 1 && !events.contains("started"))
        .anyMatch(events -> events.size() == 3);
    assertThat(sent).isGreaterThan(steps.values().stream().mapToInt(Set::size).sum());
  }

  private static int add(Map<String, Set<String>> steps, byte[] step, long end) {
    Event event = Event.parse(step);
    assertThat(event.at()).isLessThan(end);
    steps.computeIfAbsent(event.text("task_id"), id -> new TreeSet<>()).add(event.text("event"));
    return 1;
  }

  private static Set<String> texts(List<Event> events, String field) {
    return events.stream()
        .map(event -> event.text(field))
        .filter(text -> text != null)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static double shareWithout(List<Event> events, String field) {
    long without = events.stream().filter(event -> event.text(field) == null).count();
    return (double) without / events.size();
  }
}
