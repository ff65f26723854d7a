/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.api.selection.Filters.Filter;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.workload.Workload;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Bodies of budgets. */
@Tag("fast")
class BudgetReaderTest {

  private static final String WHOLE =
      """
      {"id": "dev-daily",
       "match": {"workload": "model-calls", "project_id": ["dev"], "not_model": ["free-model"]},
       "per": "user_id", "measure": "total_tokens", "amount": "50000", "period": "day",
       "time_zone": "Asia/Shanghai", "warn_at": [100, 50, 80], "projected": 100, "mode": "enforce",
       "overrides": [{"value": "alice", "amount": "200000"}], "only_from": ["10.0.0.0/8", "::1"],
       "extra": {"self_service_percent": 10, "times": 1, "approvers": ["root"]},
       "channels": ["wecom-ops"]}
      """;

  @Test
  void readsEveryMember() {
    Budget budget = read(WHOLE);

    assertThat(budget.workload()).isEqualTo(Workload.MODEL_CALLS);
    assertThat(budget.match().kept()).containsExactly(new Filter("project_id", List.of("dev")));
    assertThat(budget.match().leftOut())
        .containsExactly(new Filter("model", List.of("free-model")));
    assertThat(budget.per()).isEqualTo("user_id");
    assertThat(budget.measure()).isEqualTo("total_tokens");
    assertThat(budget.amount()).isEqualTo(new BigDecimal("50000"));
    assertThat(budget.amountOf("alice")).isEqualTo(new BigDecimal("200000"));
    assertThat(budget.amountOf("bob")).isEqualTo(new BigDecimal("50000"));
    assertThat(budget.period()).isEqualTo(Period.DAY);
    assertThat(budget.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(budget.warnAt()).containsExactly(50, 80, 100);
    assertThat(budget.projected()).isEqualTo(100);
    assertThat(budget.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(budget.onlyFrom()).hasSize(2);
    assertThat(budget.extra()).isEqualTo(new Budget.Extra(10, 1, List.of("root")));
    assertThat(budget.channels()).containsExactly("wecom-ops");
  }

  @Test
  void aShortBudgetWatchesAllUsageWithTwoLevels() {
    Budget budget =
        read(
            "{'match':{'workload':'comfyui'},'measure':'executions','amount':7,'period':'month'}"
                .replace('\'', '"'));

    assertThat(budget.isWhole()).isTrue();
    assertThat(budget.warnAt()).containsExactly(80, 100);
    assertThat(budget.mode()).isEqualTo(Mode.WATCH);
    assertThat(budget.zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(budget.amount()).isEqualTo(new BigDecimal("7"));
  }

  @Test
  void aBudgetThatWatchesKeepsAddressesForLaterModes() {
    Budget budget = read(WHOLE.replace("enforce", "watch"));

    assertThat(budget.mode()).isEqualTo(Mode.WATCH);
    assertThat(budget.onlyFrom()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'period':'day' | 'period':'hour' | period",
        "'period':'day' | 'period':7 | period",
        "'per':'user_id' | 'per':'colour' | per",
        "'per':'user_id' | 'per':'tenant_id' | per",
        "'measure':'total_tokens' | 'measure':'error_rate' | measure",
        "'measure':'total_tokens' | 'measure':'latency_ms.p95' | measure",
        "'measure':'total_tokens' | 'measure':'executions' | measure",
        "'amount':'50000' | 'amount':'0' | amount",
        "'amount':'50000' | 'amount':-1 | amount",
        "'amount':'50000' | 'amount':'1e9' | amount",
        "'amount':'50000' | 'amount':'9999999999999999' | amount",
        "'amount':'50000' | 'amount':true | amount",
        "'amount':'50000', | `` | amount",
        "'workload':'model-calls' | 'workload':'cars' | match.workload",
        "'workload':'model-calls', | `` | match.workload",
        "'project_id':['dev'] | 'colour':['dev'] | match.colour",
        "'project_id':['dev'] | 'project_id':[] | match.project_id",
        "'project_id':['dev'] | 'project_id':[7] | match.project_id",
        "'project_id':['dev'] | 'project_id':['dev'],'not_project_id':'dev' | match.project_id",
        "'project_id':['dev'] | 'model_source':['other'] | match.model_source",
        "'project_id':['dev'] | 'user_id':['bob'] | overrides[0]",
        "'project_id':['dev'] | 'not_user_id':['alice'] | overrides[0]",
        "'time_zone':'Asia/Shanghai' | 'time_zone':'Moon/Sea' | time_zone",
        "'time_zone':'Asia/Shanghai' | 'time_zone':'GMT+99' | time_zone",
        "'warn_at':[100,50,80] | 'warn_at':[80,80] | warn_at",
        "'warn_at':[100,50,80] | 'warn_at':[0] | warn_at",
        "'warn_at':[100,50,80] | 'warn_at':[1001] | warn_at",
        "'warn_at':[100,50,80] | 'warn_at':['80'] | warn_at",
        "'warn_at':[100,50,80] | 'warn_at':80 | warn_at",
        "'projected':100 | 'projected':0 | projected",
        "'mode':'enforce' | 'mode':'deny' | mode",
        "'overrides':[{'value':'alice','amount':'200000'}] | 'overrides':[{'value':'a','amount':'1'},{'value':'a','amount':'2'}] | overrides[1]",
        "'overrides':[{'value':'alice','amount':'200000'}] | 'overrides':[{'value':'a'}] | overrides[0].amount",
        "'overrides':[{'value':'alice','amount':'200000'}] | 'overrides':[{'name':'a','amount':'1'}] | overrides[0].name",
        "'per':'user_id' | 'per':'none' | overrides",
        "'only_from':['10.0.0.0/8','::1'] | 'only_from':['10.0.0.0/33'] | only_from",
        "'only_from':['10.0.0.0/8','::1'] | 'only_from':['example.org'] | only_from",
        "'self_service_percent':10 | 'self_service_percent':101 | extra.self_service_percent",
        "'approvers':['root'] | 'approvers':['root','root'] | extra.approvers",
        "'approvers':['root'] | 'approver':['root'] | extra.approver",
        "'id':'dev-daily' | 'id':'other' | id",
        "'id':'dev-daily' | 'colour':'red' | colour",
        "'period':'day' | 'period':'day','from':'2026-01-01T00:00:00Z' | from",
        "'period':'day' | 'period':'once','from':'soon' | from",
        "'period':'day' | 'period':'once','from':'2026-02-01T00:00:00Z','to':'2026-01-01T00:00:00Z' | to"
      })
  void rejectsABudgetWithTheEntryThatIsWrong(String part, String other, String entry) {
    String compact = JsonMapper.shared().readTree(WHOLE).toString();
    String changed = compact.replace(part.replace('\'', '"'), other.replace('\'', '"'));
    assertThat(changed).isNotEqualTo(compact);

    SettingFault fault = catchThrowableOfType(SettingFault.class, () -> read(changed));

    assertThat(fault.entry()).isEqualTo(entry);
    assertThat(fault.getMessage()).endsWith(".").hasSizeGreaterThan(20);
  }

  @Test
  void rejectsABudgetThatCanNeverFire() {
    String silent =
        "{'match':{'workload':'comfyui'},'measure':'executions','amount':7,'period':'month',"
            + "'warn_at':[]}";

    SettingFault fault =
        catchThrowableOfType(SettingFault.class, () -> read(silent.replace('\'', '"')));

    assertThat(fault.entry()).isEqualTo("warn_at");
    assertThat(fault).hasMessageContaining("never fire");
  }

  @Test
  void rejectsABudgetWithoutMatch() {
    String all = "{'measure':'calls','amount':7,'period':'month'}";

    SettingFault fault =
        catchThrowableOfType(SettingFault.class, () -> read(all.replace('\'', '"')));

    assertThat(fault.entry()).isEqualTo("match");
    assertThat(fault).hasMessage("This member is missing.");
  }

  @Test
  void rejectsDecisionsAboutAnythingButModelCalls() {
    String runs =
        "{'match':{'workload':'comfyui'},'measure':'executions','amount':7,'period':'month',"
            + "'mode':'enforce'}";

    SettingFault fault =
        catchThrowableOfType(SettingFault.class, () -> read(runs.replace('\'', '"')));

    assertThat(fault.entry()).isEqualTo("mode");
  }

  @Test
  void aBudgetOfOnceRunsFromItsCreationUnlessItSaysWhen() {
    Instant created = Instant.parse("2026-03-01T05:00:00Z");
    String once =
        "{'match':{'workload':'model-calls'},'measure':'calls','amount':7,'period':'once'}";
    Budget open = read(once.replace('\'', '"'));
    Budget march =
        read(
            once.replace("'once'", "'once','from':'2026-03-01T00:00:00+08:00','to':'2026-04-01'")
                .replace("04-01'", "04-01T00:00:00+08:00'")
                .replace('\'', '"'));

    assertThat(open.spanAt(created.plusSeconds(1), created))
        .isEqualTo(Optional.of(new Span(created, Span.OPEN)));
    assertThat(march.spanAt(created, created).orElseThrow())
        .isEqualTo(
            new Span(Instant.parse("2026-02-28T16:00:00Z"), Instant.parse("2026-03-31T16:00:00Z")));
    assertThat(march.spanAt(Instant.parse("2026-03-31T16:00:00Z"), created)).isEmpty();
  }

  private static Budget read(String body) {
    return new BudgetReader("dev-daily", JsonMapper.shared().readTree(body)).readBudget();
  }
}
