/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingSample;
import io.tidemark.api.settings.SettingSample.InMemory;
import io.tidemark.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How many requests there may be, and how long they stay. */
@Tag("fast")
class RequestStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-12T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOW);
  private final InMemory settings = SettingSample.createInMemory(clock);
  private final WishKind kind = new WishKind();
  private final Wishes wishes = new Wishes(settings, kind, clock);

  private record Wish(RequestState state, String askedBy, Instant until) implements PersonRequest {}

  private static final class WishKind extends RequestKind<Wish> {

    @Override
    public String id() {
      return "wish";
    }

    @Override
    public String plural() {
      return "wishes";
    }

    @Override
    public Wish parse(String id, JsonNode body) {
      BodyMembers members = new BodyMembers("", body);
      return new Wish(
          parseState(members),
          members.requireText(ASKED_BY, LONGEST_TEXT),
          members.text(UNTIL, LONGEST_TEXT).map(Instant::parse).orElse(null));
    }

    @Override
    public ObjectNode write(Wish wish) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put(STATE, wish.state().id()).put(ASKED_BY, wish.askedBy());
      putTexts(body, null, wish.until(), null, null);
      return body;
    }
  }

  private static final class Wishes extends RequestStore<Wish> {

    Wishes(InMemory settings, WishKind kind, ManualClock clock) {
      super(settings.store(), kind, settings.views(), clock);
    }
  }

  @Test
  void limitsPendingRequestsOfOnePerson() {
    for (int i = 0; i < RequestStore.MOST_PENDING; i++) {
      ask("carol");
    }

    assertThatThrownBy(() -> ask("carol"))
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.kind()).isEqualTo("too-many"))
        .hasMessageContaining("100 of your requests");

    ask("bob");
    deny(wishes.list("acme").stream().filter(one -> isOf(one, "carol")).findFirst().orElseThrow());
    ask("carol");
    assertThat(wishes.list("acme")).hasSize(RequestStore.MOST_PENDING + 2);
  }

  @Test
  void decidedRequestsTakeNoRoom() {
    for (int i = 0; i < RequestStore.MOST_PENDING_OF_TENANT; i++) {
      store("w" + i, new Wish(RequestState.DENIED, "carol", null));
    }

    ask("bob");

    assertThat(wishes.list("acme")).hasSize(RequestStore.MOST_PENDING_OF_TENANT + 1);
  }

  @Test
  void limitsPendingRequestsOfATenant() {
    for (int i = 0; i < RequestStore.MOST_PENDING_OF_TENANT; i++) {
      store("w" + i, new Wish(RequestState.PENDING, "user-" + i, null));
    }

    assertThatThrownBy(() -> ask("bob")).hasMessageContaining("decide some first");
  }

  @Test
  void removesRequestsSomeTimeAfterTheirEnd() {
    store("denied", new Wish(RequestState.DENIED, "carol", null));
    store("ended", new Wish(RequestState.APPROVED, "carol", NOW.plus(Duration.ofDays(1))));
    store("unanswered", new Wish(RequestState.PENDING, "carol", NOW.plus(Duration.ofDays(1))));
    store("pending", new Wish(RequestState.PENDING, "carol", null));
    store("approved", new Wish(RequestState.APPROVED, "carol", null));

    clock.setTime(NOW.plus(RequestStore.KEPT));
    String first = ask("bob");
    assertThat(listIds()).contains("denied", "ended", "unanswered").hasSize(6);
    clock.setTime(NOW.plus(RequestStore.KEPT).plus(Duration.ofDays(1)).plusMillis(1));
    String second = ask("bob");

    assertThat(listIds()).containsExactlyInAnyOrder("pending", "approved", first, second);
  }

  private List<String> listIds() {
    return wishes.list("acme").stream().map(one -> one.setting().address().id()).toList();
  }

  private static boolean isOf(SettingEntry<Wish> entry, String user) {
    return entry.value().askedBy().equals(user);
  }

  private String ask(String user) {
    Wish wish = new Wish(RequestState.PENDING, user, null);
    return wishes.create(scope(user), wish).setting().address().id();
  }

  private void deny(SettingEntry<Wish> entry) {
    Wish denied = new Wish(RequestState.DENIED, entry.value().askedBy(), entry.value().until());
    wishes.replace(scope("root"), entry, entry.value().state(), true, denied);
  }

  private void store(String id, Wish wish) {
    settings.creation().accept(SettingSample.create("wish", "acme", id, kind.write(wish), 1, NOW));
  }

  private static Scope scope(String user) {
    return new Scope("acme", user, false, new TreeSet<>());
  }
}
