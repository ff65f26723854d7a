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
public final class ComfyuiRunCodec implements Codec<ComfyuiRun> {

  private static final long serialVersionUID = 1;

  public static final CodecSerializer<ComfyuiRun> SERIALIZER =
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
  public ComfyuiRun create() {
    return new ComfyuiRun();
  }

  @Override
  public void write(ComfyuiRun run, DataOutputView target) throws IOException {
    byte[] bytes = run.pack();
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public ComfyuiRun read(DataInputView source, int version) throws IOException {
    if (version == FIELDS) {
      ComfyuiRun run = new ComfyuiRun();
      run.readFrom(source);
      return run;
    }
    return ComfyuiRun.unpack(ByteArrays.read(source.readInt(), source));
  }
}
