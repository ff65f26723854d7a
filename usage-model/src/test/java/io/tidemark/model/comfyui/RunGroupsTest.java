/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RunGroupsTest {

  private static final int LOOK_UPS = 20_000;
  private static final int GROUPS = 5_000;
  private static final int OFFSET = 3;

  private final RunGroups groups = new RunGroups();

  @RepeatedTest(5)
  void findsTheSameObjectsAsAMap() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<RunGroup, RunGroup> expected = new HashMap<>();
    for (int i = 0; i < LOOK_UPS; i++) {
      RunGroup wanted = createGroup(random.nextInt(GROUPS));
      RunGroup found = find(wanted);

      assertThat(found).as("seed %s", seed).isEqualTo(wanted);
      RunGroup known = expected.putIfAbsent(found, found);
      assertThat(found).as("seed %s", seed).isSameAs(known == null ? found : known);
    }
  }

  /** Attachments hold memory that must not grow with the groups of all time. */
  @Test
  void forgetsAllGroupsAndTheirAttachmentsWhenThereAreTooMany() {
    RunGroup first = find(createGroup(0));
    first.attach("cursors");
    for (int i = 1; i < RunGroups.MAX_GROUPS; i++) {
      find(createGroup(i));
    }
    assertThat(find(createGroup(0))).isSameAs(first);
    assertThat(first.attachment()).isEqualTo("cursors");

    RunGroup oneMore = find(createGroup(RunGroups.MAX_GROUPS));

    assertThat(first.attachment()).isNull();
    assertThat(find(createGroup(0))).isNotSameAs(first).isEqualTo(first);
    assertThat(find(createGroup(RunGroups.MAX_GROUPS))).isSameAs(oneMore);
  }

  @Test
  void takesTheGroupOfTheRunOnlyIfItIsTheSameAndStillKnown() {
    StepRow step = StepRow.of(createStep("ada"));
    step.findGroup(null, groups);
    RunGroup ada = step.group;
    RunGroup forgotten = RunGroup.ofKey(ada.key());

    step.findGroup(forgotten, groups);
    assertThat(step.group).isSameAs(ada);
    forgotten.attach("cursors");
    step.findGroup(forgotten, groups);
    assertThat(step.group).isSameAs(forgotten);

    StepRow bobs = StepRow.of(createStep("bob"));
    bobs.findGroup(forgotten, groups);
    assertThat(bobs.group.userId()).isEqualTo("bob");
  }

  private RunGroup find(RunGroup group) {
    byte[] key = group.key();
    byte[] buffer = new byte[OFFSET + key.length + OFFSET];
    Arrays.fill(buffer, (byte) 7);
    System.arraycopy(key, 0, buffer, OFFSET, key.length);
    return groups.find(buffer, OFFSET, key.length);
  }

  private static RunGroup createGroup(int number) {
    return RunGroup.of("acme", "user-" + number / 3, "key-" + number, "flow");
  }

  private static ComfyuiStep createStep(String user) {
    ComfyuiStep step = new ComfyuiStep();
    step.text(StepText.TENANT_ID, "acme");
    step.text(StepText.TASK_ID, "task");
    step.text(StepText.USER_ID, user);
    step.step = RunStep.SUBMITTED;
    step.eventTime = 1;
    return step;
  }
}
