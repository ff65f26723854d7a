/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.serialization.ByteArrays;
import io.tidemark.job.serialization.Codec;
import io.tidemark.job.serialization.CodecSerializer;
import io.tidemark.model.comfyui.ComfyuiRun;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Runs in state: the length of a packed run and its bytes. */
public final class ComfyuiRunCodec implements Codec<KeptRun> {

  private static final long serialVersionUID = 1;

  public static final CodecSerializer<KeptRun> SERIALIZER =
      new CodecSerializer<>(new ComfyuiRunCodec());

  /** Field by field, each text with its rank before it. */
  private static final int FIELDS = 1;

  /** Version 2 has no projects; a flag says whether one follows. */
  private static final int VERSION = 3;

  @Override
  public String name() {
    return "comfyui-run";
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public KeptRun create() {
    return KeptRun.of(new ComfyuiRun());
  }

  @Override
  public KeptRun copy(KeptRun from) {
    return from.copy();
  }

  @Override
  public void write(KeptRun run, DataOutputView target) throws IOException {
    byte[] bytes = run.pack();
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public KeptRun read(DataInputView source, int version) throws IOException {
    if (version == FIELDS) {
      ComfyuiRun run = new ComfyuiRun();
      run.readFrom(source);
      return KeptRun.of(run);
    }
    return KeptRun.packed(ByteArrays.read(source.readInt(), source));
  }
}
