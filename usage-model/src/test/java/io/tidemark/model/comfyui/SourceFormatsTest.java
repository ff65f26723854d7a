/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.parsing.FieldRules;
import io.tidemark.model.parsing.Mutations;
import io.tidemark.model.parsing.UsageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SourceFormatsTest {

  private static final long SEED = 20260101;
  private static final int RECORDS = 10_000;

  private static final String HISTORY =
      ("{'0b9c0d4e-0001':{'prompt':[17,'0b9c0d4e-0001',{'3':{'inputs':{'text':'hush'}}},"
              + "{'client_id':'2f6c0a1e','create_time':1767229200000,"
              + "'comfy_usage_source':'comfyui-frontend','api_key_comfy_org':'hush',"
              + "'extra_pnginfo':{'workflow':{'id':'a3f1c0de-0001'}}},['9']],"
              + "'status':{'status_str':'error','completed':false,'messages':["
              + "['execution_start',{'prompt_id':'0b9c0d4e-0001','timestamp':1767229203000}],"
              + "['execution_cached',{'nodes':['4'],'timestamp':1767229203050}],"
              + "['execution_END',{'prompt_id':'0b9c0d4e-0001','timestamp':1767229223500,"
              + "'node_id':'3','exception_type':'OOM','exception_message':'no memory',"
              + "'current_inputs':{'text':['hush']}}]]}}}")
          .replace('\'', '"');

  private static final String AUDIT =
      ("{'timestamp':'2026-01-01T01:00:23.500Z','request_id':'r-1','user_id':'u','task_type':'t2i',"
              + "'workflow':'portrait','model_used':'sdxl','input_resolution':[1024,768],"
              + "'processing_time_sec':20.5,'estimated_tokens':900,'status':'success'}")
          .replace('\'', '"');

  private final List<ComfyuiStep> steps = new ArrayList<>();
  private final List<String> rejections = new ArrayList<>();

  private void read(UsageFormat<ComfyuiStep> format, byte[] record) {
    steps.clear();
    rejections.clear();
    format.parse(
        record,
        new UsageFormat.Output<>() {
          @Override
          public void event(ComfyuiStep step) {
            steps.add(step);
          }

          @Override
          public void reject(String message) {
            rejections.add(message);
          }
        });
  }

  private ComfyuiStep history(String ending) {
    read(new ComfyuiHistoryFormat("acme"), HISTORY.replace("END", ending).getBytes(UTF_8));
    assertThat(rejections).isEmpty();
    assertThat(steps).hasSize(1);
    return steps.get(0);
  }

  @Test
  void readsRunsOfTheHistory() {
    ComfyuiStep step = history("success");
    assertThat(step.text(StepText.TASK_ID)).isEqualTo("0b9c0d4e-0001");
    assertThat(step.text(StepText.TENANT_ID)).isEqualTo("acme");
    assertThat(step.step).isEqualTo(RunStep.SUCCEEDED);
    assertThat(step.submittedAt).isEqualTo(1767229200000L);
    assertThat(step.startedAt).isEqualTo(1767229203000L);
    assertThat(step.finishedAt).isEqualTo(1767229223500L);
    assertThat(step.eventTime).isEqualTo(1767229223500L);
    assertThat(step.text(StepText.SOURCE)).isEqualTo("web");
    assertThat(step.text(StepText.WORKFLOW_ID)).isEqualTo("a3f1c0de-0001");
  }

  @Test
  void readsKeyAndContextOfTheHistory() {
    String more =
        "\"api_key_id\":\"k-1\",\"context\":{\"width\":1024,\"model\":\"sdxl\","
            + "\"nested\":{\"text\":\"hush\"},\"node_times\":\"3 KSampler 5250 ms\"},\"status\"";
    String record = HISTORY.replace("END", "success").replaceFirst("\"status\"", more);

    read(new ComfyuiHistoryFormat("acme"), record.getBytes(UTF_8));

    assertThat(rejections).isEmpty();
    assertThat(steps.get(0).text(StepText.API_KEY_ID)).isEqualTo("k-1");
    assertThat(steps.get(0).context)
        .containsExactly(
            Map.entry("width", "1024"),
            Map.entry("model", "sdxl"),
            Map.entry("node_times", "3 KSampler 5250 ms"));
  }

  @Test
  void tellsInterruptedFromFailed() {
    assertThat(history("interrupted").step).isEqualTo(RunStep.CANCELLED);
    ComfyuiStep failed = history("error");
    assertThat(failed.step).isEqualTo(RunStep.FAILED);
    assertThat(failed.text(StepText.ERROR_TYPE)).isEqualTo("OOM");
    assertThat(failed.text(StepText.ERROR_MESSAGE)).isEqualTo("no memory");
    assertThat(failed.text(StepText.NODE_ID)).isEqualTo("3");
    assertThat(failed.context).isEmpty();
  }

  @Test
  void rejectsADamagedEntryOfTheHistoryAlone() {
    String good = HISTORY.replace("END", "success");
    String damaged = "\"bad\":{\"prompt\":[NaN],\"status\":{}}";
    for (String record :
        List.of(
            "{" + damaged + "," + good.substring(1),
            good.substring(0, good.length() - 1) + " , " + damaged + " }")) {
      read(new ComfyuiHistoryFormat("acme"), record.getBytes(UTF_8));

      assertThat(steps)
          .extracting(step -> step.text(StepText.TASK_ID))
          .containsExactly("0b9c0d4e-0001");
      assertThat(rejections).singleElement().asString().startsWith("not valid JSON at byte");
    }
  }

  @Test
  void readsBytesThatAreNotUtf8AsReplacementCharacters() {
    read(
        new AuditLogFormat("acme"), AUDIT.replace("portrait", "portr\u00e9t").getBytes(ISO_8859_1));
    assertThat(steps)
        .extracting(step -> step.text(StepText.WORKFLOW_ID))
        .containsExactly("portr\ufffdt");
    read(
        new ComfyuiHistoryFormat("acme"),
        HISTORY.replace("END", "error").replace("no memory", "no m\u00e9m").getBytes(ISO_8859_1));
    assertThat(steps)
        .extracting(step -> step.text(StepText.ERROR_MESSAGE))
        .containsExactly("no m\ufffdm");
  }

  @Test
  void rejectsRunsWithoutEndOrTenant() {
    read(new ComfyuiHistoryFormat("acme"), HISTORY.getBytes(UTF_8));
    assertThat(rejections).containsExactly("status/messages must have the end of the run");
    read(new ComfyuiHistoryFormat(null), HISTORY.replace("END", "success").getBytes(UTF_8));
    assertThat(rejections).containsExactly("tenant_id is missing");
  }

  @Test
  void readsAuditLines() {
    read(new AuditLogFormat("acme"), AUDIT.getBytes(UTF_8));
    ComfyuiStep step = steps.get(0);
    assertThat(step.text(StepText.TASK_ID)).isEqualTo("r-1");
    assertThat(step.step).isEqualTo(RunStep.SUCCEEDED);
    assertThat(step.eventTime).isEqualTo(1767229223500L);
    assertThat(step.startedAt).isEqualTo(1767229203000L);
    assertThat(step.text(StepText.WORKFLOW_ID)).isEqualTo("portrait");
    assertThat(step.context)
        .containsEntry("model_used", "sdxl")
        .containsEntry("task_type", "t2i")
        .containsEntry("estimated_tokens", "900")
        .containsEntry("input_width", "1024")
        .containsEntry("input_height", "768");
    read(new AuditLogFormat("acme"), AUDIT.replace("success", "odd").getBytes(UTF_8));
    assertThat(rejections).containsExactly("status must be success, failed or cancelled");
  }

  @Test
  void doesNotKnowProcessingTimesBelowZero() {
    for (String seconds : List.of("-1", "-0.25", "-1e30")) {
      read(new AuditLogFormat("acme"), AUDIT.replace("20.5", seconds).getBytes(UTF_8));
      assertThat(rejections).as(seconds).isEmpty();
      assertThat(steps.get(0).startedAt).isEqualTo(FieldRules.UNKNOWN);
      assertThat(steps.get(0).eventTime).isEqualTo(1_767_229_223_500L);
    }
  }

  /** Every damaged record gives steps or refusals, and the next good one is read as ever. */
  @Test
  void everyDamagedRecordIsReadOrRefused() {
    damaged(
        new ComfyuiHistoryFormat("acme"),
        HISTORY.replace("END", "error"),
        List.of(
            "prompt", "status", "messages", "prompt_id", "timestamp", "create_time", "node_id"));
    damaged(
        new AuditLogFormat("acme"),
        AUDIT,
        List.of("timestamp", "request_id", "user_id", "processing_time_sec", "status", "workflow"));
  }

  private void damaged(UsageFormat<ComfyuiStep> format, String example, List<String> fields) {
    Mutations mutations = new Mutations(SEED, fields);
    int refused = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = mutations.of(example);
      read(format, record);
      assertThat(steps.size() + rejections.size())
          .as("seed %s, record %s: %s", SEED, i, new String(record, UTF_8))
          .isPositive();
      refused += rejections.isEmpty() ? 0 : 1;
    }
    assertThat(refused).isBetween(RECORDS / 10, RECORDS - 1);
    read(format, example.getBytes(UTF_8));
    assertThat(steps).hasSize(1);
  }
}
