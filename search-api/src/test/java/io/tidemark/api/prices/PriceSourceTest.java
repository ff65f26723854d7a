/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.settings.Precondition;
import io.tidemark.api.settings.SettingSample;
import io.tidemark.api.settings.SettingSample.InMemory;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.api.settings.SettingViews;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.PricedClass;
import io.tidemark.model.pricing.Pricing;
import io.tidemark.testkit.time.ManualClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** An instance of the API that has not read yet what another one wrote. */
@Tag("fast")
class PriceSourceTest {

  private static final String TENANT = "acme";
  private static final Scope ROOT =
      new Scope(TENANT, "root", Set.of(Role.SUPER_ADMIN), new TreeSet<>());
  private static final Scope OPERATOR =
      new Scope("platform", "ops", Set.of(Role.OPERATOR), new TreeSet<>());

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-12T10:00:00Z"));
  private final InMemory settings = SettingSample.createInMemory(clock);
  private final SettingStore store = settings.store();
  private final PriceListKind kind = new PriceListKind();
  private final SettingViews views = settings.views();
  private final PriceSource source =
      new PriceSource(views, store, kind, new ExchangeRatesKind(), clock);

  @BeforeEach
  void putFirstRevision() {
    putPrice("2.00");
    clock.advanceBy(Duration.ofSeconds(1));
    views.refresh();
  }

  @Test
  void namesATimeThatReproducesTheAnswer() {
    clock.advanceBy(Duration.ofSeconds(2));
    putPrice("4.00");
    clock.advanceBy(Duration.ofSeconds(2));

    PricesInForce before = source.find(TENANT, Optional.empty()).orElseThrow();
    assertThat(readPrice(before)).isEqualByComparingTo("2");
    assertThat(before.asOf()).isEqualTo("2026-03-12T10:00:01Z");
    assertReproduced(before, 1);

    views.refresh();
    PricesInForce after = source.find(TENANT, Optional.empty()).orElseThrow();
    assertThat(readPrice(after)).isEqualByComparingTo("4");
    assertThat(after.asOf()).isEqualTo(clock.instant());
    assertReproduced(after, 2);
  }

  /** The clock of the instance that wrote is ahead. */
  @Test
  void namesNoTimeBeforeTheRevisionsThatItUses() {
    clock.advanceBy(Duration.ofSeconds(30));
    putPrice("4.00");
    clock.advanceBy(Duration.ofSeconds(-20));
    views.refresh();

    PricesInForce found = source.find(TENANT, Optional.empty()).orElseThrow();

    assertThat(found.asOf()).isEqualTo("2026-03-12T10:00:31Z");
    assertReproduced(found, 2);
  }

  /** Otherwise a statement, which is booked as of a time, would have prices that no account has. */
  @Test
  void hidesASharedListWithTheIdOfTheTenantsOwnAtAnyTime() {
    putPrice(OPERATOR, true, "9.00");
    clock.advanceBy(Duration.ofSeconds(1));
    views.refresh();

    PricesInForce now = source.find(TENANT, Optional.empty()).orElseThrow();
    PricesInForce then = source.find(TENANT, Optional.of(now.asOf())).orElseThrow();

    assertThat(now.book().lists()).hasSize(1);
    assertThat(then.book().lists()).hasSize(1);
    assertReproduced(now, 1);
  }

  private void assertReproduced(PricesInForce found, long revision) {
    PricesInForce again = source.find(TENANT, Optional.of(found.asOf())).orElseThrow();
    assertThat(readPrice(again)).isEqualByComparingTo(readPrice(found));
    assertThat(source.findRevisions(TENANT, found.asOf()))
        .isEqualTo(Map.of("price-list/main", revision));
  }

  private void putPrice(String input) {
    putPrice(ROOT, false, input);
  }

  private void putPrice(Scope writer, boolean shared, String input) {
    store.put(
        writer,
        kind,
        "main",
        shared,
        JsonMapper.shared()
            .readTree(
                "{\"currency\": \"USD\", \"default\": true, \"prices\": [{\"id\": \"gpt-4o\","
                    + " \"match\": {\"model\": \"gpt-4o\"}, \"per_million\": {\"input\": \""
                    + input
                    + "\"}}]}"),
        Precondition.NONE);
  }

  /** Of a million tokens of input. */
  private BigDecimal readPrice(PricesInForce prices) {
    return Pricing.findPrice(
            prices.book(),
            new PriceSubject("model-calls", null, "gpt-4o", null, null, null, 0),
            clock.instant())
        .orElseThrow()
        .prices()
        .asMap()
        .get(PricedClass.INPUT)
        .movePointRight(6);
  }
}
