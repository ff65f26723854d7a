/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidemark.model.fingerprint.Fingerprint;
import io.tidemark.model.parsing.EventTexts;
import java.util.Arrays;

/**
 * A step as the lifecycle of its run needs it: the row that crosses the network once per step. An
 * object is reused.
 */
public final class StepRow extends StepTimes {

  private static final byte[] DEFAULT_SOURCE = RunSource.API.id().getBytes(US_ASCII);

  /** Fingerprint of the identity: tenant and task. */
  public long idHigh;

  /** The other half of the fingerprint. */
  public long idLow;

  /** The dimensions, once {@link #findGroup} was called. */
  public RunGroup group;

  /** A bit for each text that the step says, in the order of {@link StepText}. */
  public int said;

  /** Holds the dimensions, and behind them the packed {@link RunDetails}. */
  public byte[] buffer;

  public int dimensionsStart;
  public int detailsStart;
  public int end;

  private final PackedTexts packed = new PackedTexts(0);

  /** Makes this the row of a step; nothing of the step is kept. */
  public void take(ComfyuiStep from, Fingerprint fingerprint) {
    step = from.step;
    eventTime = from.eventTime;
    submittedAt = from.submittedAt;
    startedAt = from.startedAt;
    finishedAt = from.finishedAt;
    EventTexts texts = from.texts();
    said = RunTexts.findSaid(texts);
    packed.clear();
    packed.addDimension(StepText.TENANT_ID, texts);
    int tenantEnd = packed.length();
    packed.addDimension(StepText.USER_ID, texts);
    packed.addDimension(StepText.API_KEY_ID, texts);
    packed.addDimension(StepText.WORKFLOW_ID, texts);
    packed.addDimension(StepText.WORKFLOW_NAME, texts);
    if (texts.has(StepText.SOURCE.index())) {
      packed.addDimension(StepText.SOURCE, texts);
    } else {
      packed.addDimension(DEFAULT_SOURCE);
    }
    if (texts.has(StepText.PROJECT_ID.index())) {
      packed.addDimension(StepText.PROJECT_ID, texts);
    }
    dimensionsStart = 0;
    detailsStart = packed.length();
    packed.add(StepText.TASK_ID, texts);
    int taskEnd = packed.length();
    packed.add(StepText.ERROR_TYPE, texts);
    packed.add(StepText.ERROR_MESSAGE, texts);
    packed.add(StepText.NODE_ID, texts);
    from.context.forEach(packed::addEntry);
    end = packed.length();
    // The identity follows all else for as long as it is needed.
    packed.repeatBytes(0, tenantEnd);
    packed.repeatBytes(detailsStart, taskEnd);
    buffer = packed.buffer();
    fingerprint.of(buffer, end, packed.length() - end);
    idHigh = fingerprint.high();
    idLow = fingerprint.low();
  }

  /**
   * Finds the group: mostly that of its run, which need not be looked up if it is still known.
   *
   * @param ofRun null when the run has none
   */
  public void findGroup(RunGroup ofRun, RunGroups groups) {
    int length = detailsStart - dimensionsStart;
    boolean same =
        ofRun != null
            && ofRun.attachment() != null
            && ofRun.hasKey(buffer, dimensionsStart, length);
    group = same ? ofRun : groups.find(buffer, dimensionsStart, length);
  }

  /** The row of a step, with its dimensions looked up. */
  public static StepRow of(ComfyuiStep step) {
    StepRow row = new StepRow();
    row.take(step, new Fingerprint());
    row.group = RunGroup.ofKey(Arrays.copyOfRange(row.buffer, 0, row.detailsStart));
    return row;
  }
}
