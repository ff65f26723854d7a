/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.settings.SettingFault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads monitors, and says what is wrong with those that it rejects. */
@Tag("fast")
class MonitorParserTest {

  @Test
  void readsAllMembers() {
    Monitor monitor =
        parse(
            "{'id':'m','workload':'model-calls','metric':'total_tokens','per':'user_id',"
                + "'match':{'project_id':['dev'],'not_model':'free'},'window':'day',"
                + "'time_zone':'Asia/Shanghai','condition':{'kind':'change',"
                + "'against':'median_of_same_days','days':7,'at_least_ratio':3},"
                + "'floor':{'total_tokens':20000},'for':1,'clear':{'ratio_below':2},"
                + "'no_data':'keep','resend':'12h','channels':['ops'],"
                + "'quiet_hours':{'from':'22:00','to':'07:30'}}");

    assertThat(monitor.per()).contains("user_id");
    assertThat(monitor.match().kept()).extracting(f -> f.field()).containsExactly("project_id");
    assertThat(monitor.match().leftOut()).extracting(f -> f.field()).containsExactly("model");
    assertThat(monitor.condition())
        .isEqualTo(new Condition.Change(Condition.Against.MEDIAN_OF_SAME_DAYS, 7, 3, true));
    assertThat(monitor.floor()).containsEntry("total_tokens", 20_000.0);
    assertThat(monitor.clear().getAsDouble()).isEqualTo(2);
    assertThat(monitor.noData().policy()).isEqualTo(NoData.Policy.KEEP);
    assertThat(monitor.resend()).isEqualTo(Duration.ofHours(12));
    assertThat(monitor.channels()).containsExactly("ops");
    // 06:00 in Shanghai.
    assertThat(monitor.isQuietAt(Instant.parse("2026-03-12T22:00:00Z"))).isTrue();
    assertThat(monitor.isQuietAt(Instant.parse("2026-03-12T23:30:00Z"))).isFalse();
  }

  @Test
  void onlyGrowingCountsOfModelCallsFireEarly() {
    assertThat(above("calls", "1h").firesEarly()).isTrue();
    assertThat(above("total_tokens", "15m").firesEarly()).isTrue();
    assertThat(above("error_rate", "1h").firesEarly()).isFalse();
    assertThat(above("latency_ms.p95", "1h").firesEarly()).isFalse();
    assertThat(above("users", "1h").firesEarly()).isFalse();
    assertThat(
            parse(
                    "{'workload':'comfyui','metric':'executions','window':'1h',"
                        + "'condition':{'kind':'above','value':5}}")
                .firesEarly())
        .isFalse();
    assertThat(
            parse(
                    "{'workload':'model-calls','metric':'calls','window':'1h',"
                        + "'condition':{'kind':'below','value':5}}")
                .firesEarly())
        .isFalse();
  }

  private static Monitor above(String metric, String window) {
    return parse(
        "{'workload':'model-calls','metric':'"
            + metric
            + "','window':'"
            + window
            + "','condition':{'kind':'above','value':0.5}}");
  }

  /** The members that differ from a valid monitor, the entry, and words of the reason. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'workload':'pigeons' | workload | must be one of",
        "'metric':'pigeons' | metric | has no such metric; there are calls",
        "'metric':null | metric | missing",
        "'per':'pigeon' | per | has no such dimension; there are",
        "'per':'client_ip' | per | no such dimension",
        "'window':'45m' | window | must be one of 15m",
        "'window':'30m','metric':'latency_ms.p95' | metric | less than an hour",
        "'window':'15m','workload':'comfyui','metric':'executions' | window | only model-calls have",
        "'time_zone':'Mars' | time_zone | IANA",
        "'match':{'pigeon':'x'} | match.pigeon | no such dimension",
        "'match':{'model':[]} | match.model | list of 1 to 100",
        "'match':{'model_source':'x'} | match.model_source | must be one of",
        "'condition':{'kind':'pigeon'} | condition.kind | must be one of",
        "'condition':{'kind':'above','value':-1} | condition.value | at least 0",
        "'condition':{'kind':'above','value':'x'} | condition.value | number",
        "'condition':{'kind':'above'} | condition.value | missing",
        "'condition':{'kind':'above','value':1,'days':2} | condition.days | no such member",
        "'metric':'error_rate','condition':{'kind':'above','value':5} | condition.value | at most 1",
        "'condition':{'kind':'below','value':0} | condition.value | never fire",
        "'condition':{'kind':'below','value':5},'floor':{'calls':5} | floor.calls | never fire",
        "'condition':{'kind':'change','against':'previous_window'} | condition | either",
        "'condition':{'kind':'change','against':'previous_window','at_least_ratio':1} | condition.at_least_ratio | +300 % is 4",
        "'condition':{'kind':'change','against':'previous_window','at_most_ratio':1} | condition.at_most_ratio | below 1",
        "'condition':{'kind':'change','against':'median_of_same_days','at_least_ratio':2} | condition.against | compares days",
        "'window':'day','condition':{'kind':'change','against':'median_of_same_hours','at_least_ratio':2} | condition.against | shorter than a day",
        "'condition':{'kind':'change','against':'median_of_same_hours','days':40,'at_least_ratio':2} | condition.days | from 1 to 28",
        "'condition':{'kind':'change','against':'median_of_same_weekdays','days':8,'at_least_ratio':2} | condition.days | 7, 14, 21 or 28",
        "'window':'7d','condition':{'kind':'change','against':'median_of_same_weekdays','days':28,'at_least_ratio':2} | condition.days | at most 21",
        "'window':'7d','condition':{'kind':'unusual'} | window | same hours of each week",
        "'condition':{'kind':'unusual','k':0} | condition.k | from 1 to 100",
        "'condition':{'kind':'burst'},'per':'user_id' | window | 15m",
        "'condition':{'kind':'burst'},'window':'15m' | per | each api_key_id",
        "'condition':{'kind':'burst'},'window':'15m','per':'user_id','metric':'succeeded' | metric | counts calls alone",
        "'condition':{'kind':'new'} | per | needs the dimension",
        "'condition':{'kind':'new'},'per':'model','for':2 | for | never fire",
        "'condition':{'kind':'new','days':31},'per':'model' | condition.days | from 1 to 30",
        "'condition':{'kind':'absence'},'floor':{'calls':1} | floor | never fire",
        "'condition':{'kind':'pipeline'} | metric | watches no metric",
        "'condition':{'kind':'pipeline','not_final_hours':1},'metric':null | condition.not_final_hours | from 2 to 720",
        "'floor':{'pigeons':1} | floor.pigeons | no such metric",
        "'floor':{'calls':-1} | floor.calls | at least 0",
        "'for':0 | for | from 1 to 30",
        "'for':1.5 | for | whole number",
        "'for':20,'window':'day' | for | at most 14 days",
        "'clear':{'value_below':11} | clear.value_below | clear while it fires",
        "'clear':{'ratio_below':1} | clear.ratio_below | no such member",
        "'clear':{'value_above':1},'condition':{'kind':'below','value':5} | clear.value_above | clear while it fires",
        "'clear':{'x':1},'condition':{'kind':'absence'} | clear | no score",
        "'no_data':'panic' | no_data | ignore, keep",
        "'no_data':{'alert_after':0} | no_data.alert_after | from 1",
        "'no_data':{'alert_after':1},'per':'model' | no_data | absence",
        "'resend':'1s' | resend | duration such as",
        "'resend':'1m' | resend | from 5 minutes",
        "'channels':'ops' | channels | list",
        "'channels':['a','a'] | channels | different",
        "'quiet_hours':{'from':'22:00','to':'22:00'} | quiet_hours | all day",
        "'quiet_hours':{'from':'22:00','to':'late'} | quiet_hours.to | time such as",
        "'id':'other' | id | another id",
        "'pigeon':1 | pigeon | no such member"
      })
  void rejectsWithTheEntryAndTheReason(String members, String entry, String reason) {
    JsonNode body =
        json(
            "{'workload':'model-calls','metric':'calls','window':'1h','condition':{'kind':'above','value':10}}");
    ((ObjectNode) body).setAll((ObjectNode) json("{" + members.strip() + "}"));

    assertThatThrownBy(() -> MonitorParser.parse("m", body))
        .isInstanceOfSatisfying(
            SettingFault.class,
            fault -> assertThat(fault.entry()).as(fault.getMessage()).isEqualTo(entry.strip()))
        .hasMessageContaining(reason.strip());
  }

  @Test
  void rejectsIdsThatAreRoutes() {
    JsonNode body = json("{'workload':'model-calls','condition':{'kind':'pipeline'}}");
    assertThat(MonitorParser.parse("ok", body).window()).isEqualTo(MonitorWindow.HOURS_1);
    assertThatThrownBy(() -> MonitorParser.parse("recipes", body)).isInstanceOf(SettingFault.class);
  }

  private static Monitor parse(String body) {
    return MonitorParser.parse("m", json(body));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }
}
