/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.SettingStore.SettingChanges;
import io.tidemark.api.settings.SettingStore.Written;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rules of the store, over the fake repository. */
@Tag("fast")
class SettingStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-12T12:00:00Z");
  private static final ChangesUntil ALL = ChangesUntil.withBodies(SettingQuery.END_OF_TIME, 10);

  private static final Scope ROOT = scope("acme", Role.SUPER_ADMIN);
  private static final Scope STRANGER = scope("globex", Role.SUPER_ADMIN);
  private static final Scope OPERATOR = scope("acme", Role.OPERATOR);
  private static final Scope MEMBER = scope("acme");

  private final NoteKind kind = new NoteKind();
  private final MemorySettings repository = new MemorySettings();
  private final UnreadableSettings unreadable = new UnreadableSettings();
  private final SettingStore store =
      new SettingStore(
          repository, new SettingFiles(), unreadable, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void countsRevisionsOverDeletions() {
    assertThat(put(ROOT, "a", "one")).satisfies(one -> assertThat(one.created()).isTrue());
    assertThat(put(ROOT, "a", "two"))
        .satisfies(two -> assertThat(two.created()).isFalse())
        .satisfies(two -> assertThat(two.setting().etag()).isEqualTo("\"2\""));
    store.delete(ROOT, kind, "a", false, Precondition.NONE);

    assertThat(store.find(ROOT, kind, "a")).isEmpty();
    Written again = put(ROOT, "a", "four");
    assertThat(again.created()).isTrue();
    assertThat(again.setting().revision()).isEqualTo(4);
  }

  @Test
  void everyRevisionIsLaterThanTheOneBefore() {
    Instant first = put(ROOT, "a", "one").setting().changedAt();
    Instant second = put(ROOT, "a", "two").setting().changedAt();

    assertThat(first).isEqualTo(NOW);
    assertThat(second).isAfter(first);
  }

  @Test
  void readsTheRevisionThatHeldAtATime() {
    Instant first = put(ROOT, "a", "one").setting().changedAt();
    Instant second = put(ROOT, "a", "two").setting().changedAt();
    Instant deleted = store.delete(ROOT, kind, "a", false, Precondition.NONE).changedAt();
    Instant fourth = put(ROOT, "a", "four").setting().changedAt();

    assertThat(textAsOf(first.minusMillis(1))).isEmpty();
    assertThat(textAsOf(first)).isEqualTo("one");
    assertThat(textAsOf(second.minusNanos(1))).isEqualTo("one");
    assertThat(textAsOf(second)).isEqualTo("two");
    assertThat(textAsOf(deleted)).isEmpty();
    assertThat(textAsOf(fourth)).isEqualTo("four");
    assertThat(textAsOf(fourth.plusSeconds(9))).isEqualTo("four");
  }

  @Test
  void aSettingThatWasDeletedIsCreatedAnotherTime() {
    Instant first = put(ROOT, "a", "one").setting().changedAt();
    assertThat(store.findCreation(put(ROOT, "a", "two").setting())).isEqualTo(first);
    store.delete(ROOT, kind, "a", false, Precondition.NONE);
    repository.loseLog(true);
    Setting again = put(ROOT, "a", "four").setting();
    repository.loseLog(false);

    assertThat(store.findCreation(again)).isEqualTo(again.changedAt()).isAfter(first);
    assertThat(store.findCreation(put(ROOT, "a", "five").setting())).isEqualTo(again.changedAt());
  }

  @Test
  void listsValuesWithoutASettingThatCannotBeRead() {
    put(ROOT, "a", "one");
    for (String body : List.of("{\"later\":true}", "{\"fault\":1}")) {
      repository.createSetting(
          SettingSample.create("note", "acme", "c" + body.length(), json(body), 1, NOW));
    }

    assertThat(store.listValues(kind, "acme"))
        .extracting(entry -> entry.value().text())
        .containsExactly("one");
    assertThat(unreadable.list("acme"))
        .extracting(UnreadableSetting::id, UnreadableSetting::entry)
        .containsExactly(tuple("c11", ""), tuple("c14", "later"));
    assertThat(unreadable.list("globex")).isEmpty();
  }

  @Test
  void listsThePastOfAllSettingsHoweverManyWereDeleted() {
    for (int i = 0; i < SettingHistory.PAGE; i++) {
      SettingAddress address = address("acme", "deleted-" + i);
      repository.createSetting(
          new Setting(address, 2, SettingDocument.EMPTY, "root", NOW, true, Setting.Origin.API));
    }
    put(ROOT, "kept", "one");

    assertThat(store.listAsOf(kind, "acme", NOW))
        .extracting(one -> one.address().id())
        .containsExactly("kept");
  }

  @Test
  void aWriterWhoReadAnOlderRevisionGets412() {
    put(ROOT, "a", "one");
    put(ROOT, "a", "two");

    assertStatus(412, () -> put("a", new Precondition("\"1\"", null)));
    assertStatus(412, () -> put("a", new Precondition(null, "*")));
    assertStatus(412, () -> put("new", new Precondition("*", null)));
    assertStatus(412, () -> put("new", new Precondition("\"1\"", null)));
    assertStatus(412, () -> store.delete(ROOT, kind, "a", false, new Precondition("\"1\"", null)));
    assertThat(put("a", new Precondition("\"1\", \"2\"", null)).setting().revision()).isEqualTo(3);
    assertThat(put("new", new Precondition(null, "*")).created()).isTrue();
  }

  @Test
  void letsOneOfConcurrentWritersWinEachRevision() throws Exception {
    put(ROOT, "a", "zero");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> writers =
          IntStream.range(0, 8)
              .mapToObj(i -> threads.submit(() -> wins(new Precondition("\"1\"", null))))
              .toList();
      int won = 0;
      for (Future<Boolean> writer : writers) {
        won += writer.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(revisions("a")).containsExactly(2L, 1L);
  }

  private boolean wins(Precondition condition) {
    try {
      put("a", condition);
      return true;
    } catch (ProblemException lost) {
      assertThat(lost.status().value()).isEqualTo(412);
      return false;
    }
  }

  @Test
  void aLostEntryOfTheLogIsAddedByTheNextWriterAndByTheReader() {
    put(ROOT, "a", "one");
    repository.loseLog(true);
    put(ROOT, "a", "two");
    repository.loseLog(false);
    assertThat(repository.findChange(address("acme", "a"), 2)).isEmpty();

    put(ROOT, "a", "three");
    repository.loseLog(true);
    put(ROOT, "a", "four");
    repository.loseLog(false);

    List<SettingChange> log = store.listChanges(ROOT, kind, "a", false, ALL);
    assertThat(log).extracting(SettingChange::revision).containsExactly(4L, 3L, 2L, 1L);
    assertThat(log)
        .extracting(change -> change.before() == null ? "" : text(change.before()))
        .containsExactly("three", "two", "one", "");
    assertThat(log)
        .extracting(change -> text(change.after()))
        .containsExactly("four", "three", "two", "one");
  }

  /** An instance with a larger heap stored it. */
  @Test
  void aSettingThatIsTooLargeToBeReadCanBeReplacedAndDeleted() {
    String large = "x".repeat(90);
    put(ROOT, "a", large);
    repository.limitBodies(80);
    assertStatus(400, () -> store.find(ROOT, kind, "a"));
    assertStatus(412, () -> put("a", new Precondition("\"2\"", null)));

    assertThat(put(ROOT, "a", "small"))
        .satisfies(small -> assertThat(small.created()).isFalse())
        .satisfies(small -> assertThat(small.setting().revision()).isEqualTo(2));
    SettingChange replaced = store.listChanges(ROOT, kind, "a", false, ALL).get(0);
    assertThat(replaced.action()).isEqualTo(SettingChange.Action.UPDATED);
    assertThat(replaced.before()).isNull();
    assertThat(text(replaced.after())).isEqualTo("small");

    repository.loseLog(true);
    put(ROOT, "a", large);
    repository.loseLog(false);
    store.delete(ROOT, kind, "a", false, Precondition.NONE);
    assertThat(store.find(ROOT, kind, "a")).isEmpty();
    assertThat(store.listChanges(ROOT, kind, "a", false, ALL))
        .extracting(SettingChange::revision, SettingChange::action)
        .startsWith(
            tuple(4L, SettingChange.Action.DELETED), tuple(2L, SettingChange.Action.UPDATED));
  }

  @Test
  void theLogHoldsNoSecret() {
    JsonNode body =
        json(
            "{\"text\":\"t\",\"secret\":\"s-1\",\"nested\":[{\"deep\":{\"secret\":{\"a\":\"s-2\"}}}]}");
    store.put(ROOT, kind, "a", false, body, Precondition.NONE);
    store.put(ROOT, kind, "a", false, body, Precondition.NONE);

    String log = store.listChanges(ROOT, kind, "a", false, ALL).toString();
    assertThat(log).contains(SecretMembers.REDACTED).doesNotContain("s-1", "s-2");
    assertThat(store.find(ROOT, kind, "a").orElseThrow().body()).isEqualTo(body);
  }

  @Test
  void rejectsABodyThatSendsARedactedSecretBack() {
    JsonNode body = json("{\"text\":\"t\",\"secret\":\"" + SecretMembers.REDACTED + "\"}");

    assertThatThrownBy(() -> store.put(ROOT, kind, "a", false, body, Precondition.NONE))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.properties()).containsEntry("entry", "secret"));
  }

  @Test
  void keepsTenantsApart() {
    put(ROOT, "a", "of acme");
    put(STRANGER, "a", "of globex");

    assertThat(store.find(ROOT, kind, "a").map(one -> text(one.body()))).contains("of acme");
    assertThat(store.list(STRANGER, kind)).hasSize(1);
    store.delete(STRANGER, kind, "a", false, Precondition.NONE);
    assertThat(store.find(ROOT, kind, "a")).isPresent();
    assertStatus(404, () -> store.delete(STRANGER, kind, "a", false, Precondition.NONE));
    assertThat(store.listChanges(STRANGER, kind, "a", false, ALL))
        .allSatisfy(change -> assertThat(change.toString()).doesNotContain("of acme"));
  }

  @Test
  void aSharedSettingIsReadByAllAndHiddenByTheirOwn() {
    store.put(OPERATOR, kind, "a", true, json("{\"text\":\"shared\"}"), Precondition.NONE);
    put(ROOT, "a", "own");

    assertThat(store.find(ROOT, kind, "a").map(one -> text(one.body()))).contains("own");
    assertThat(store.find(STRANGER, kind, "a").map(one -> text(one.body()))).contains("shared");
    assertThat(store.list(STRANGER, kind).get(0).address().isShared()).isTrue();
    assertThat(store.list(ROOT, kind)).hasSize(1);
    assertStatus(404, () -> store.delete(STRANGER, kind, "a", false, Precondition.NONE));
  }

  @Test
  void onlyWritersOfTheKindWrite() {
    JsonNode body = json("{\"text\":\"t\"}");

    assertStatus(403, () -> store.put(MEMBER, kind, "a", false, body, Precondition.NONE));
    assertStatus(403, () -> store.put(OPERATOR, kind, "a", false, body, Precondition.NONE));
    assertStatus(403, () -> store.put(ROOT, kind, "a", true, body, Precondition.NONE));
    assertStatus(403, () -> store.delete(MEMBER, kind, "a", false, Precondition.NONE));
    assertThat(repository.listSettings("note", "acme", 10)).isEmpty();
  }

  @Test
  void aTenantHasAtMostSoManySettings() {
    List.of("a", "b", "c").forEach(id -> put(ROOT, id, "t"));

    assertStatus(409, () -> put(ROOT, "d", "t"));
    put(ROOT, "c", "changed");
    store.delete(ROOT, kind, "a", false, Precondition.NONE);
    put(ROOT, "d", "t");
    put(STRANGER, "d", "t");
  }

  @Test
  void rejectsIdsThatNoAddressCarries() {
    for (String id : List.of("", "A", "a/b", "..", "-a", "a b", "a".repeat(65), "ä", "a\n")) {
      assertStatus(400, () -> put(ROOT, id, "t"));
    }
  }

  @Test
  void rejectsBodiesBeyondTheLimits() {
    String deep = "{\"nested\":".repeat(25) + "1" + "}".repeat(25);
    for (String body :
        List.of(
            "[]",
            "7",
            "null",
            "{\"text\":\"t\",\"nested\":" + deep + "}",
            "{\"text\":\"t\",\"number\":1e40}",
            "{\"text\":\"t\",\"nested\":0.12345678901234567}",
            "{\"text\":\"t\",\"\":1}",
            "{\"text\":\"t\",\"other\":1}",
            "{\"text\":\"t\",\"number\":\"7\"}",
            "{\"text\":\"\\u0000\"}")) {
      assertStatus(400, () -> store.put(ROOT, kind, "a", false, json(body), Precondition.NONE));
    }
  }

  /** Also for routes that store nothing: the digits of such a number would fill all memory. */
  @Test
  void rejectsNumbersThatCannotBeWritten() {
    for (String number : List.of("1e999999999", "-1e-999999999", "0e-2147483647", "1.5E300")) {
      for (String body : List.of("{\"amount\":" + number + "}", "[[{\"a\":[1," + number + "]}]]")) {
        SettingInput input =
            new SettingInput("application/json", body.getBytes(UTF_8), Precondition.NONE);
        assertStatus(400, () -> input.readBody(1_000));
      }
    }
    SettingInput small =
        new SettingInput(
            "application/json", "{\"amount\":2.5e-06}".getBytes(UTF_8), Precondition.NONE);
    assertThat(small.readBody(1_000).path("amount").decimalValue()).isEqualByComparingTo("2.5e-06");
  }

  @Test
  void aTenantSawTheSharedSettingBeforeItHadItsOwn() {
    store.put(OPERATOR, kind, "a", true, json("{\"text\":\"shared\"}"), Precondition.NONE);
    repository.createSetting(
        SettingSample.create(
            "note", "acme", "a", json("{\"text\":\"own\"}"), 1, NOW.plusSeconds(9)));

    SettingChanges before = store.listChangesSeen(ROOT, kind, "a", last(NOW.plusSeconds(8)));

    assertThat(before.shared()).isTrue();
    assertThat(before.changes()).extracting(one -> text(one.after())).containsExactly("shared");
  }

  private static ChangesUntil last(Instant time) {
    return ChangesUntil.withBodies(time, 1);
  }

  private static Scope scope(String tenant, Role... roles) {
    return new Scope(tenant, "u", Set.of(roles), new TreeSet<>());
  }

  private Written put(Scope scope, String id, String text) {
    return store.put(
        scope, kind, id, false, json("{\"text\":\"" + text + "\"}"), Precondition.NONE);
  }

  private Written put(String id, Precondition condition) {
    return store.put(ROOT, kind, id, false, json("{\"text\":\"t\"}"), condition);
  }

  private String textAsOf(Instant time) {
    return store.findAsOf(ROOT, kind, "a", time).map(one -> text(one.body())).orElse("");
  }

  private LongStream revisions(String id) {
    return store.listChanges(ROOT, kind, id, false, ALL).stream()
        .mapToLong(SettingChange::revision);
  }

  private static SettingAddress address(String tenant, String id) {
    return new SettingAddress("note", tenant, id);
  }

  private static String text(JsonNode body) {
    return body.path("text").asString();
  }

  private static JsonNode json(String text) {
    return SettingFormat.JSON.readBody(text.getBytes(UTF_8));
  }

  private static void assertStatus(int status, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.status().value()).isEqualTo(status));
  }
}
