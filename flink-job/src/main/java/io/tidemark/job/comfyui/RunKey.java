/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.fingerprint.Fingerprint;
import io.tidemark.model.hourly.DimensionKey;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.apache.flink.api.java.functions.KeySelector;

/**
 * The identity of a run, from its tenant and task: 128 bits as text. It is the key of its state and
 * the id of its record.
 */
public final class RunKey implements KeySelector<ComfyuiStep, String> {

  private transient Fingerprint fingerprint;

  @Override
  public String getKey(ComfyuiStep step) {
    if (fingerprint == null) {
      fingerprint = new Fingerprint();
    }
    byte[] identity = DimensionKey.of(step.tenantId, step.taskId);
    fingerprint.of(identity, 0, identity.length);
    ByteBuffer id =
        ByteBuffer.allocate(2 * Long.BYTES).putLong(fingerprint.high()).putLong(fingerprint.low());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id.array());
  }
}
