/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.parsing.UsageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class NativeComfyuiFormatTest {

  private final List<ComfyuiStep> steps = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  @Test
  void readsEveryField() {
    parse(
        "{'task_id':'p1','event':'failed','timestamp':'2026-01-01T00:01:00Z','tenant_id':'t',"
            + "'user':'u','api_key_id':'k','workflow_id':'w','workflow_name':'W','source':'web',"
            + "'submitted_at':1767225600,'started_at':1767225605000,'finished_at':null,"
            + "'error_type':'OOM','error_message':'no memory','node_id':'9','extra':[1,{}],"
            + "'context':{'model_used':'sdxl','input_width':1024,'nested':{'a':1},'gpu':true}}");

    assertThat(problems).isEmpty();
    ComfyuiStep step = steps.get(0);
    assertThat(step.text(StepText.TASK_ID)).isEqualTo("p1");
    assertThat(step.step).isEqualTo(RunStep.FAILED);
    assertThat(step.eventTime).isEqualTo(1_767_225_660_000L);
    assertThat(step.text(StepText.USER_ID)).isEqualTo("u");
    assertThat(step.text(StepText.SOURCE)).isEqualTo("web");
    assertThat(step.submittedAt).isEqualTo(1_767_225_600_000L);
    assertThat(step.startedAt).isEqualTo(1_767_225_605_000L);
    assertThat(step.finishedAt).isEqualTo(-1);
    assertThat(step.text(StepText.ERROR_MESSAGE)).isEqualTo("no memory");
    assertThat(step.context)
        .isEqualTo(Map.of("model_used", "sdxl", "input_width", "1024", "gpu", "true"));
  }

  @Test
  void cutsALongMessage() {
    parse(
        "{'task_id':'p','event':'failed','event_time':1767225600,'tenant_id':'t','error_message':'"
            + "é".repeat(3000)
            + "'}");

    assertThat(steps.get(0).text(StepText.ERROR_MESSAGE)).isEqualTo("é".repeat(1024));
  }

  @Test
  void keepsNothingOfTheStepBefore() {
    NativeComfyuiFormat format = new NativeComfyuiFormat();
    parse(
        format,
        "{'task_id':'p1','event':'failed','event_time':1767225660,'tenant_id':'t','user':'u',"
            + "'source':'web','started_at':1767225605,'error_type':'OOM','context':{'a':1}}");
    parse(format, "{'task_id':'p2','event':'started','event_time':1767225600,'tenant_id':'t2'}");

    ComfyuiStep step = steps.get(1);
    assertThat(step.text(StepText.TASK_ID)).isEqualTo("p2");
    assertThat(step.text(StepText.TENANT_ID)).isEqualTo("t2");
    for (StepText absent :
        List.of(StepText.USER_ID, StepText.SOURCE, StepText.ERROR_TYPE, StepText.PROJECT_ID)) {
      assertThat(step.text(absent)).isNull();
    }
    assertThat(step.startedAt).isEqualTo(ComfyuiRun.UNKNOWN);
    assertThat(step.context).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {'event':'failed','event_time':1,'tenant_id':'t'}                  | task_id is missing
          {'task_id':'p','event_time':1,'tenant_id':'t'}                     | event is missing
          {'task_id':'p','event':'started','event_time':1}                   | tenant_id is missing
          {'task_id':'p','event':'started','tenant_id':'t'}                  | event_time is missing
          {'task_id':'p','event':'gone','event_time':1,'tenant_id':'t'}      | event must be one of submitted, started, succeeded, failed, cancelled
          {'task_id':7,'event':'started','event_time':1,'tenant_id':'t'}     | task_id must be text
          {'task_id':'p','event':'started','event_time':1,'tenant_id':'t','context':[]} | context must be an object
          []                                                                 | the record must be a JSON object
          """)
  void explainsInvalidRecords(String record, String message) {
    parse(record);

    assertThat(steps).isEmpty();
    assertThat(problems).containsExactly(message);
  }

  private void parse(String record) {
    parse(new NativeComfyuiFormat(), record);
  }

  private void parse(NativeComfyuiFormat format, String record) {
    format.parse(
        record.replace('\'', '"').getBytes(UTF_8),
        new UsageFormat.Output<>() {
          @Override
          public void event(ComfyuiStep event) {
            steps.add(event);
          }

          @Override
          public void reject(String message) {
            problems.add(message);
          }
        });
  }
}
