/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.comfyui.ComfyuiRun.Sighting;
import io.tidemark.model.schema.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ComfyuiRunTest {

  private static final long BEGINNING = 1_767_225_600_000L;
  private static final long DAY = 86_400_000L;

  @Test
  void packsAProjectBehindTheTextsOfEarlierBuilds() {
    ComfyuiStep plain = step(RunStep.STARTED, 0);
    plain.text(StepText.NODE_ID, "n");
    ComfyuiRun without = new ComfyuiRun();
    without.take(StepRow.of(plain));
    ComfyuiStep named = step(RunStep.STARTED, 0);
    named.text(StepText.NODE_ID, "n");
    named.text(StepText.PROJECT_ID, "search");
    ComfyuiRun with = new ComfyuiRun();
    with.take(StepRow.of(named));

    assertThat(ComfyuiRun.unpack(with.pack()).view(DAY).group().projectId()).isEqualTo("search");
    assertThat(ComfyuiRun.unpack(with.pack()).details().nodeId()).isEqualTo("n");
    assertThat(ComfyuiRun.unpack(without.pack()).view(DAY).group().projectId()).isNull();
    assertThat(with.pack()).hasSize(without.pack().length + Short.BYTES + "search".length());
  }

  @Test
  void stepsSayTheSameInAnyOrder() {
    ComfyuiStep submitted = step(RunStep.SUBMITTED, 0);
    submitted.text(StepText.USER_ID, "u1");
    submitted.text(StepText.SOURCE, "web");
    ComfyuiStep started = step(RunStep.STARTED, 5_000);
    started.submittedAt = BEGINNING + 10;
    started.text(StepText.USER_ID, "u2");
    ComfyuiStep failed = step(RunStep.FAILED, 65_000);
    failed.startedAt = BEGINNING + 4_000;
    failed.text(StepText.WORKFLOW_ID, "w");
    RunView expected =
        new RunView(
            RunGroup.of("t", "u2", null, "w", null, "web"),
            3,
            RunOutcome.FAILED,
            BEGINNING + 10,
            BEGINNING + 4_000,
            BEGINNING + 65_000,
            false);

    List<ComfyuiStep> steps = new ArrayList<>(List.of(submitted, started, failed));
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(steps, random);
      ComfyuiRun run = new ComfyuiRun();
      steps.forEach(step -> run.take(StepRow.of(step)));
      assertThat(run.view(DAY)).isEqualTo(expected);
    }
    assertThat(expected.runMillis()).isEqualTo(61_000);
    assertThat(expected.queueMillis()).isEqualTo(3_990);
  }

  @Test
  void aStepThatComesAgainIsKnown() {
    ComfyuiRun run = new ComfyuiRun();

    assertThat(run.take(StepRow.of(step(RunStep.STARTED, 0)))).isEqualTo(Sighting.FIRST);
    assertThat(run.take(StepRow.of(step(RunStep.STARTED, 0)))).isEqualTo(Sighting.AGAIN);
    assertThat(run.take(StepRow.of(step(RunStep.STARTED, 1))))
        .isEqualTo(Sighting.AGAIN_WITH_OTHER_CONTENT);
    assertThat(run.take(StepRow.of(step(RunStep.SUCCEEDED, 9)))).isEqualTo(Sighting.FIRST);
    assertThat(run.take(StepRow.of(step(RunStep.FAILED, 9))))
        .isEqualTo(Sighting.AGAIN_WITH_OTHER_CONTENT);
    assertThat(run.view(DAY).runMillis()).isEqualTo(9);
  }

  @Test
  void anEndWithoutAStartHasNoDuration() {
    ComfyuiRun run = new ComfyuiRun();
    run.take(StepRow.of(step(RunStep.SUCCEEDED, 9)));

    assertThat(run.view(DAY).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(run.view(DAY).runMillis()).isEqualTo(ComfyuiRun.UNKNOWN);
  }

  @Test
  void anEndBeforeItsStartHasNoDurationAndNoLength() {
    ComfyuiRun run = new ComfyuiRun();
    run.take(StepRow.of(step(RunStep.STARTED, 100)));
    run.take(StepRow.of(step(RunStep.SUCCEEDED, 50)));

    RunView view = run.view(DAY);
    assertThat(view.runMillis()).isEqualTo(ComfyuiRun.UNKNOWN);
    assertThat(view.leavesAt()).isEqualTo(view.startedAt());
  }

  @Test
  void aRunThatTakesTooLongIsAbandonedWhereverItsEndWasSeen() {
    ComfyuiRun closedByClock = new ComfyuiRun();
    closedByClock.take(StepRow.of(step(RunStep.STARTED, 0)));
    assertThat(closedByClock.abandon(DAY)).isTrue();
    ComfyuiRun endedLater = new ComfyuiRun();
    endedLater.take(StepRow.of(step(RunStep.STARTED, 0)));
    endedLater.take(StepRow.of(step(RunStep.SUCCEEDED, DAY + 1)));

    assertThat(closedByClock.view(DAY).endedAt()).isEqualTo(BEGINNING + DAY);
    assertThat(endedLater.view(DAY).endedAt()).isEqualTo(BEGINNING + DAY);
    assertThat(endedLater.view(DAY).outcome()).isEqualTo(RunOutcome.ABANDONED);
    assertThat(endedLater.abandon(DAY)).isFalse();
  }

  @Test
  void anEndInTimeUndoesAnAbandonment() {
    ComfyuiRun run = new ComfyuiRun();
    run.take(StepRow.of(step(RunStep.STARTED, 0)));
    run.abandon(DAY);
    run.take(StepRow.of(step(RunStep.SUCCEEDED, 1000)));

    assertThat(run.view(DAY).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    assertThat(run.view(DAY).runMillis()).isEqualTo(1000);
  }

  @Test
  void aTimeAfterTheStepThatTellsItIsTheStepsOwn() {
    ComfyuiStep end = step(RunStep.SUCCEEDED, 1000);
    end.finishedAt = BEGINNING + 50 * DAY;
    ComfyuiRun run = new ComfyuiRun();
    run.take(StepRow.of(end));

    assertThat(run.view(DAY).endedAt()).isEqualTo(BEGINNING + 1000);
  }

  @Test
  void retractsAddedMeasures() {
    ComfyuiRun run = new ComfyuiRun();
    run.take(StepRow.of(step(RunStep.STARTED, 0)));
    run.take(StepRow.of(step(RunStep.SUCCEEDED, 1000)));
    Aggregate hour = new Aggregate(RunAggregation.LAYOUT);
    Aggregate part = new Aggregate(RunAggregation.LAYOUT);
    RunAggregation.add(run.view(DAY), hour);
    hour.addEvents(1);
    RunAggregation.remove(run.view(DAY), part);

    hour.add(part);

    io.tidemark.model.json.JsonWriter json = new io.tidemark.model.json.JsonWriter();
    json.beginObject();
    hour.writeFields(json);
    json.endObject();
    assertThat(new String(json.finish(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"executions\":0,\"succeeded\":0,\"failed\":0,\"cancelled\":0,\"abandoned\":0,"
                + "\"runs_without_duration\":0}");
  }

  @Test
  void aPackedRunKnowsAndLearnsTheSame() {
    ComfyuiStep submitted = step(RunStep.SUBMITTED, 0);
    submitted.text(StepText.WORKFLOW_NAME, "Porträt 人像 🎨");
    submitted.context = Map.of("team", "größe");
    ComfyuiStep started = step(RunStep.STARTED, 5_000);
    started.submittedAt = BEGINNING + 10;
    started.text(StepText.USER_ID, "");
    ComfyuiStep failed = step(RunStep.FAILED, 65_000);
    failed.text(StepText.ERROR_TYPE, "OutOfMemoryError");
    failed.text(StepText.ERROR_MESSAGE, "x".repeat(Limits.MAX_MESSAGE_CHARACTERS));
    failed.text(StepText.NODE_ID, "7");
    failed.context = Map.of("team", "b", "host", "h");
    List<ComfyuiStep> steps = new ArrayList<>(List.of(submitted, started, failed));
    Random random = new Random(2);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(steps, random);
      ComfyuiRun run = new ComfyuiRun();
      ComfyuiRun packed = new ComfyuiRun();
      ComfyuiRun ofRow = new ComfyuiRun();
      for (ComfyuiStep step : steps) {
        run.take(StepRow.of(step));
        packed = ComfyuiRun.unpack(packed.pack());
        ofRow = throughRow(ofRow);
        assertThat(packed.take(StepRow.of(step))).isEqualTo(Sighting.FIRST);
        assertThat(ofRow.take(StepRow.of(step))).isEqualTo(Sighting.FIRST);
        assertKnowsTheSame(packed, run);
        assertKnowsTheSame(ofRow, run);
        packed.abandon(DAY);
        run.abandon(DAY);
        ofRow.abandon(DAY);
      }
      assertKnowsTheSame(throughRow(run), ComfyuiRun.unpack(run.pack()));
    }
  }

  private static void assertKnowsTheSame(ComfyuiRun actual, ComfyuiRun expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .ignoringFields("texts.group.texts", "texts.group.workloadKey")
        .isEqualTo(expected);
  }

  private static ComfyuiRun throughRow(ComfyuiRun run) {
    byte[] row = new byte[ComfyuiRun.ROW_BYTES];
    run.writeRow(row, 0);
    ComfyuiRun read = new ComfyuiRun();
    read.take(StepRow.of(step(RunStep.CANCELLED, 77)));
    read.readRow(row, 0, run.groupOfRow(), run.detailsOfRow());
    return read;
  }

  @Test
  void aCompleteRunIsPackedWithoutItsWordsAndStillKnowsItsSteps() {
    ComfyuiStep failed = step(RunStep.FAILED, 65_000);
    failed.text(StepText.ERROR_MESSAGE, "x".repeat(Limits.MAX_MESSAGE_CHARACTERS));
    failed.context = Map.of("team", "b");
    List<ComfyuiStep> steps =
        List.of(step(RunStep.SUBMITTED, 0), step(RunStep.STARTED, 5_000), failed);
    ComfyuiRun run = new ComfyuiRun();
    steps.forEach(step -> run.take(StepRow.of(step)));

    byte[] packed = run.pack();

    assertThat(packed).hasSizeLessThan(100);
    ComfyuiRun kept = ComfyuiRun.unpack(packed);
    assertThat(steps).allMatch(step -> kept.take(StepRow.of(step)) == Sighting.AGAIN);
    assertThat(kept.take(StepRow.of(step(RunStep.STARTED, 5_001))))
        .isEqualTo(Sighting.AGAIN_WITH_OTHER_CONTENT);
    assertThat(kept.take(StepRow.of(step(RunStep.SUCCEEDED, 65_000))))
        .isEqualTo(Sighting.AGAIN_WITH_OTHER_CONTENT);
    assertThat(kept.abandon(DAY)).isFalse();
    assertThat(kept.view(DAY).endedAt()).isEqualTo(run.view(DAY).endedAt());
    assertThat(kept.lastEventTime()).isEqualTo(run.lastEventTime());
  }

  private static ComfyuiStep step(RunStep kind, long after) {
    ComfyuiStep step = new ComfyuiStep();
    step.text(StepText.TENANT_ID, "t");
    step.text(StepText.TASK_ID, "task");
    step.step = kind;
    step.eventTime = BEGINNING + after;
    return step;
  }
}
