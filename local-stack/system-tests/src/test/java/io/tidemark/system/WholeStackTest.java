/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stack.Checkout;
import io.tidemark.stack.kafka.ConsumerLag;
import io.tidemark.stack.lifecycle.StackSettings;
import io.tidemark.stack.lifecycle.StackStart;
import io.tidemark.stack.lifecycle.StackStop;
import io.tidemark.stack.lifecycle.Steps;
import io.tidemark.stack.process.Await;
import io.tidemark.stack.process.FreePorts;
import io.tidemark.stack.process.PortOwner;
import io.tidemark.stack.send.EventSender;
import io.tidemark.stack.token.TokenKey;
import io.tidemark.stack.token.TokenRequest;
import io.tidemark.stack.token.TokenSigner;
import io.tidemark.testkit.oracle.ModelCallOracle;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole stack as {@code bin/tidemark up} starts it: events through Kafka, the job,
 * Elasticsearch and the API must give what an offline recomputation gives. One stack serves all
 * tests in their order: starting it is most of the time.
 */
@Tag("stack")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class WholeStackTest {

  private static final String TOPIC = ModelCallInput.TOPIC;
  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** As the job has it by default. */
  private static final Duration MAX_FUTURE = Duration.ofMinutes(10);

  /** A tag of some calls; no call has the other one. */
  private static final String TAG = "team";

  @TempDir static Path home;

  private static final ModelCallOracle ORACLE = new ModelCallOracle("stage", TAG);
  private static final StringWriter PROGRESS = new StringWriter();
  private static FollowedPipelines followed;
  private static OperatorCommands operator;
  private static StackSettings settings;
  private static StackStart.Addresses stack;

  @BeforeAll
  static void up() {
    Map<String, String> environment =
        Map.of(
            "TIDEMARK_HOME", home.toString(),
            "TIDEMARK_INTAKE_PORT", Integer.toString(FreePorts.findNext()),
            "TIDEMARK_ES_PORT", Integer.toString(FreePorts.findNext()),
            "TIDEMARK_KAFKA_PORT", Integer.toString(FreePorts.findNext()),
            "TIDEMARK_FLINK_PORT", Integer.toString(FreePorts.findNext()),
            "TIDEMARK_API_PORT", Integer.toString(FreePorts.findNext()),
            "TIDEMARK_JOB_ARGS",
                "--provisional-every 5s --corrections-every 5s --idle-after 5s --max-task-duration "
                    + FollowedInput.MAX_TASK.toHours()
                    + "h --lateness "
                    + ArchivedUsage.LATENESS.toHours()
                    + "h --duplicate-horizon "
                    + ArchivedUsage.LATENESS.toHours()
                    + "h --day-zone "
                    + DailyDocuments.ZONE
                    + " --dimension-tags stage,"
                    + TAG);
    settings = StackSettings.read(Checkout.current(), environment);
    operator = new OperatorCommands(environment);
    Runtime.getRuntime().addShutdownHook(new Thread(WholeStackTest::down));
    stack = new StackStart(settings, steps()).run(false);
  }

  @AfterAll
  static void down() {
    new StackStop(settings, steps()).run();
  }

  private static Steps steps() {
    return new Steps(new PrintWriter(PROGRESS, true), false);
  }

  @Test
  @Order(1)
  void everyHourlyDocumentEqualsTheRecomputation() {
    long seed = System.nanoTime();
    send(ModelCallInput.sample(seed, TAG));
    assertDocuments("seed " + seed);
    assertThat(ORACLE.hours().values()).anyMatch(hour -> "red".equals(hour.get("tag_2")));
  }

  @Test
  @Order(2)
  void sendingAgainChangesNothing() {
    List<byte[]> again = ModelCallInput.ofOneHour();
    send(again);
    assertDocuments("first time");
    Map<String, Map<String, Object>> before = FamilyDocuments.ofCalls(stack.elasticsearch()).read();
    send(again);
    awaitAllRead();
    assertThat(FamilyDocuments.ofCalls(stack.elasticsearch()).read()).isEqualTo(before);
  }

  @Test
  @Order(3)
  void theTraceCountsOnceHoweverOftenItIsImported() throws Exception {
    Path trace = ModelCallInput.trace();
    assumeTrue(Files.exists(trace), () -> "there is no " + trace);
    send(ModelCallInput.ofTrace(trace));
    assertDocuments("trace");
    send(ModelCallInput.ofTrace(trace));
    awaitAllRead();
    assertDocuments("trace, twice");
    assertThat(FollowedPipelines.total(ORACLE, "acme", "calls")).isEqualTo(19_366);
    JsonNode summary =
        new ApiAnswers(stack.api(), token("acme", "alice")).get("model-calls/summary?range=1d");
    assertThat(summary.path("calls").asLong()).isEqualTo(19_366);
    assertThat(summary.path("input_tokens").asLong()).isEqualTo(22_361_870);
    assertThat(summary.path("output_tokens").asLong()).isEqualTo(4_088_665);
  }

  @Test
  @Order(4)
  void thePageShowsTheTrace() {
    Path trace = ModelCallInput.trace();
    assumeTrue(Files.exists(trace), () -> "there is no " + trace);
    String token = token("acme", "alice");
    try (PageReader page = new PageReader(home.resolve("chromium"))) {
      assertThat(
              page.cards(
                  stack.api(),
                  "model-calls",
                  token,
                  List.of("calls", "input_tokens", "output_tokens")))
          .containsEntry("calls", "19,366")
          .containsEntry("input_tokens", "22,361,870")
          .containsEntry("output_tokens", "4,088,665");
      assertThat(page.address()).doesNotContain(token);
    }
  }

  @Test
  @Order(5)
  void everyRunJobAndMeasurementEqualsTheRecomputation() {
    followed = new FollowedPipelines(Instant.now(), System.nanoTime());
    followed.sendFirstHalf(stack.bootstrapServers());
    followed.assertDocuments(stack.elasticsearch(), "first half");
  }

  @Test
  @Order(6)
  void showsTheRecomputedValuesOnEveryTab() {
    try (PageReader page = new PageReader(home.resolve("chromium-of-tabs"))) {
      followed.assertCards(page, stack.api(), superAdmin(FollowedInput.TENANT));
      Map<String, String> cards =
          page.cards(
              stack.api(),
              "model-calls",
              superAdmin("other"),
              List.of("calls", "failed", "blocked"));
      cards.forEach(
          (name, shown) ->
              assertThat(shown)
                  .as(name)
                  .isEqualTo(
                      FollowedPipelines.whole(FollowedPipelines.total(ORACLE, "other", name))));
      followed.assertPeak(page, stack.api(), superAdmin(FollowedInput.TENANT));
      assertStatusCodes(page);
    }
  }

  private static void assertStatusCodes(PageReader page) {
    page.open(stack.api(), "performance", superAdmin("other"));
    page.showTable("codes");

    Map<String, Long> codes = ORACLE.statusCodes("other");
    assertThat(codes).hasSizeGreaterThan(1);
    assertThat(page.texts("[data-panel=codes] td:first-child"))
        .containsExactlyElementsOf(
            codes.keySet().stream().map("Show the calls with code "::concat).toList());
    assertThat(page.texts("[data-panel=codes] td:nth-child(2)"))
        .containsExactlyElementsOf(codes.values().stream().map(FollowedPipelines::whole).toList());
  }

  @Test
  @Order(7)
  void downEndsEveryProcessAndTheNextUpGoesOn() {
    List<ProcessHandle> processes = started();
    assertThat(processes)
        .as("processes with %s on their command line", home)
        .hasSizeGreaterThanOrEqualTo(5);
    down();
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(PortOwner.isTaken(stack.elasticsearch().getPort())).isFalse();
    assertThat(settings.state().root().resolve("run"))
        .isDirectoryNotContaining("glob:**.properties");

    stack = new StackStart(settings, steps()).run(false);
    assertThat(PROGRESS.toString()).contains("resumed from savepoint");
    long seed = System.nanoTime();
    send(ModelCallInput.sample(seed, TAG));
    assertDocuments("after down and up, seed " + seed);
    followed.sendRest(stack.bootstrapServers());
    followed.assertDocuments(stack.elasticsearch(), "the rest");
  }

  @Test
  @Order(8)
  void lostHoursComeBackByTheRebuildOfAnOperator() throws Exception {
    Instant end = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
    Instant from = end.minus(Duration.ofHours(3));
    Damage damage = new Damage(stack.elasticsearch());
    Map<String, Long> before = damage.count(from, end);
    damage.delete(from, end);
    assertThat(damage.count(from, end)).as("what is left of %s", before).isEmpty();

    OperatorCommands.Ended rebuild =
        operator.run("rebuild", "--from", from.toString(), "--to", end.toString());

    assertThat(rebuild.said()).contains("the hours are written");
    assertThat(rebuild.exit()).isZero();
    assertThat(damage.count(from, end)).isEqualTo(before);
    assertDocuments("after the rebuild");
    followed.assertDocuments(stack.elasticsearch(), "after the rebuild");
  }

  @Test
  @Order(9)
  void aRebuildFromHalfOfTheRecordsLowersNothing() throws Exception {
    Instant end = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
    Instant from = end.minus(Duration.ofHours(3));
    Map<String, Map<String, Object>> before = FamilyDocuments.ofCalls(stack.elasticsearch()).read();
    Damage.halve(stack.bootstrapServers(), TOPIC);

    OperatorCommands.Ended rebuild =
        operator.run(
            "rebuild",
            "--from",
            from.toString(),
            "--to",
            end.toString(),
            "--pipelines",
            "model-calls");

    assertThat(rebuild.exit()).as(rebuild.said()).isZero();
    assertThat(FamilyDocuments.ofCalls(stack.elasticsearch()).read()).isEqualTo(before);
    assertDocuments("after the rebuild from half of the records");
  }

  @Test
  @Order(10)
  void countsReplayedDeadLettersOnce() throws Exception {
    Instant early = Instant.now().plus(MAX_FUTURE).plusSeconds(20);
    byte[] call =
        """
        {"request_id":"early-1","event_time":"%s","tenant_id":"demo","model":"gpt","input_tokens":5}"""
            .formatted(early.truncatedTo(ChronoUnit.MILLIS))
            .getBytes(UTF_8);
    try (EventSender sender = EventSender.to(stack.bootstrapServers(), TOPIC)) {
      sender.send(TOPIC, call);
      sender.flush();
    }
    awaitAllRead();
    assertDocuments("a call of the future is refused");
    assertRefusedOnPage(Map.of("future", 1L, "malformed", ORACLE.malformed("demo")));
    Await.until(() -> Instant.now().plus(MAX_FUTURE).isAfter(early), LIMIT);

    ORACLE.add(call);
    OperatorCommands.Ended replay = operator.run("replay-dead-letters", "--reason", "future");
    assertThat(replay.said()).contains("1 record sent again");
    assertThat(replay.exit()).isZero();
    assertDocuments("after the replay");
    Map<String, Map<String, Object>> before = FamilyDocuments.ofCalls(stack.elasticsearch()).read();

    OperatorCommands.Ended next = operator.run("replay-dead-letters", "--reason", "future");
    assertThat(next.said()).contains("0 records sent again");
    OperatorCommands.Ended again =
        operator.run("replay-dead-letters", "--reason", "future,malformed", "--again");
    assertThat(again.exit()).as(again.said()).isZero();
    assertThat(again.said()).doesNotContain(" 0 records sent again");
    awaitAllRead();
    assertThat(FamilyDocuments.ofCalls(stack.elasticsearch()).read()).isEqualTo(before);
  }

  @Test
  @Order(11)
  void everyRouteOfIntakeCountsOnceHoweverOftenItIsSent() throws Exception {
    IntakeRoutes routes =
        new IntakeRoutes(stack.api(), stack.intake(), superAdmin(IntakeRoutes.TENANT));
    String key = routes.createKey();
    routes.sendAll(key);
    routes.assertCountedOnce();
    routes.sendAll(key);
    IntakeRoutes.awaitAllRead(stack.bootstrapServers());
    routes.assertCountedOnce();
    routes.assertSources(2);
  }

  @Test
  @Order(12)
  void theArchiveHoldsTheSumsThatTheApiAnswers() throws Exception {
    ApiAnswers api = new ApiAnswers(stack.api(), superAdmin(ArchivedUsage.TENANT));
    ArchivedUsage usage = new ArchivedUsage(operator, api, home);
    send(usage.calls());
    usage.assertSums();
  }

  private static void assertRefusedOnPage(Map<String, Long> events) {
    Map<String, String> expected = new TreeMap<>();
    events.forEach((reason, count) -> expected.put(reason, FollowedPipelines.whole(count)));
    try (PageReader page = new PageReader(home.resolve("chromium-of-status"))) {
      Await.untilCostly(() -> refusedOnPage(page).equals(expected), LIMIT);
      assertThat(refusedOnPage(page)).isEqualTo(expected);
    }
  }

  private static Map<String, String> refusedOnPage(PageReader page) {
    page.open(stack.api(), "status", superAdmin("demo"));
    List<String> reasons = page.texts("[data-panel=refused] td:first-child");
    List<String> events = page.texts("[data-panel=refused] td:last-child");
    Map<String, String> refused = new TreeMap<>();
    for (int i = 0; i < reasons.size(); i++) {
      refused.put(reasons.get(i), events.get(i));
    }
    return refused;
  }

  private static void send(List<byte[]> records) {
    try (EventSender sender = EventSender.to(stack.bootstrapServers(), TOPIC)) {
      for (byte[] record : records) {
        ORACLE.add(record);
        sender.send(TOPIC, record);
      }
      sender.flush();
    }
  }

  private static void assertDocuments(String when) {
    FamilyDocuments.assertCalls(stack.elasticsearch(), ORACLE, when);
  }

  /**
   * The job notes what it has read at its checkpoints; what is read is published within seconds.
   */
  private static void awaitAllRead() {
    Await.untilCostly(
        () -> ConsumerLag.of(stack.bootstrapServers()).getOrDefault(TOPIC, 1L) == 0, LIMIT);
    assertThat(ConsumerLag.of(stack.bootstrapServers())).containsEntry(TOPIC, 0L);
  }

  private static List<ProcessHandle> started() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(home.toString()))
        .toList();
  }

  private static String token(String tenant, String user) {
    return token(tenant, user, List.of());
  }

  private static String superAdmin(String tenant) {
    return token(tenant, "root", List.of("super-admin"));
  }

  private static String token(String tenant, String user, List<String> roles) {
    return new TokenSigner(TokenKey.of(settings.state()), Clock.systemUTC())
        .signToken(new TokenRequest(tenant, user, roles, List.of(), Duration.ofHours(1)));
  }
}
