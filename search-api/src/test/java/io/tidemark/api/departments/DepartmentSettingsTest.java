/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.departments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingKind;
import io.tidemark.model.pricing.Allocations;
import io.tidemark.model.pricing.FixedCost;
import io.tidemark.model.pricing.Pool;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Bodies of allocations, fixed costs and pools. */
@Tag("fast")
class DepartmentSettingsTest {

  private static final String RULE =
      "{'rules':[{'id':'web','match':{'project_id':'web*','workload':['training']},"
          + "'shares':{'apps':'0.7','data':'0.3'},'valid_from':'2026-10-01'}],"
          + "'default_time_zone':'Asia/Shanghai'}";

  private static final String POOL =
      "{'models':['qwen*'],'gpus':'8','price_per_gpu_hour':'2.50','currency':'USD',"
          + "'weights':{'output':'4'},'capacity':'1000'}";

  @Test
  void readsRules() {
    Allocations rules = parse(new AllocationKind(), RULE);
    assertThat(rules.rules()).hasSize(1);
    assertThat(rules.rules().get(0).shares()).containsEntry("apps", new BigDecimal("0.7"));
    assertThat(rules.rules().get(0).validFrom()).isEqualTo(Instant.parse("2026-09-30T16:00:00Z"));
    assertThat(
            parse(new AllocationKind(), RULE.replace("{'apps':'0.7','data':'0.3'}", "'apps'"))
                .rules()
                .get(0)
                .shares())
        .containsOnlyKeys("apps");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'0.3' | '0.2' | rules[0].shares",
        "'data' | 'unallocated' | rules[0].shares",
        "'web*' | '' | rules[0].match.project_id",
        "'project_id' | 'planet' | rules[0].match.planet",
        "'2026-10-01' | 'yesterday' | rules[0].valid_from",
        "'id':'web' | 'id':null | rules[0].id",
      })
  void namesTheEntryWithTheMistake(String right, String wrong, String entry) {
    assertThatThrownBy(() -> parse(new AllocationKind(), RULE.replace(right, wrong)))
        .isInstanceOfSatisfying(
            SettingFault.class, fault -> assertThat(fault.entry()).isEqualTo(entry));
  }

  @Test
  void readsFixedCosts() {
    String body = "{'per':'month','amount':'1200','currency':'EUR','spread':'to','to':'ops'}";
    FixedCost cost = parse(new FixedCostKind(), body);
    assertThat(cost.department()).isEqualTo("ops");
    assertThat(cost.name()).isEqualTo("main");
    assertThatThrownBy(() -> parse(new FixedCostKind(), body.replace("'to','to'", "'even','to'")))
        .isInstanceOf(SettingFault.class);
    assertThatThrownBy(() -> parse(new FixedCostKind(), body.replace(",'to':'ops'", "")))
        .isInstanceOf(SettingFault.class);
  }

  @Test
  void readsPools() {
    Pool pool = parse(new PoolKind(), POOL);
    assertThat(pool.serves("qwen-7b")).isTrue();
    assertThat(pool.weigh(1, 1, 2)).isEqualByComparingTo("5");
    assertThatThrownBy(() -> parse(new PoolKind(), POOL.replace("['qwen*']", "[]")))
        .isInstanceOf(SettingFault.class);
    assertThatThrownBy(() -> parse(new PoolKind(), POOL.replace("'8'", "'-8'")))
        .isInstanceOf(SettingFault.class);
  }

  @Test
  void onlyFinanceAndSuperAdminsReadThem() {
    for (SettingKind<?> kind : Set.of(new AllocationKind(), new FixedCostKind(), new PoolKind())) {
      for (Role role : Role.values()) {
        Scope scope = new Scope("acme", "alice", Set.of(role), new TreeSet<>());
        assertThat(kind.mayRead(scope)).isEqualTo(role == Role.FINANCE || role == Role.SUPER_ADMIN);
      }
      assertThat(kind.mayRead(new Scope("acme", "alice", Set.of(), new TreeSet<>()))).isFalse();
      assertThat(kind.writers()).containsExactlyInAnyOrder(Role.FINANCE, Role.SUPER_ADMIN);
      assertThat(kind.sharedWriters()).isEmpty();
    }
  }

  private static <T> T parse(SettingKind<T> kind, String body) {
    return kind.parse("main", JsonMapper.shared().readTree(body.replace('\'', '"')));
  }
}
