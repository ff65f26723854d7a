/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.job.serialization.ByteArrays;
import io.tidemark.job.serialization.Codec;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Keys of windows. As a key of state it never changes its bytes. */
final class WindowKeyCodec implements Codec<WindowKey> {

  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "window-key";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean startsWithVersion() {
    return false;
  }

  @Override
  public boolean isImmutable() {
    return true;
  }

  @Override
  public WindowKey create() {
    return new WindowKey(0, new byte[0]);
  }

  @Override
  public void write(WindowKey group, DataOutputView target) throws IOException {
    target.writeLong(group.windowStart());
    writeDimensions(group, target);
  }

  @Override
  public WindowKey read(DataInputView source, int version) throws IOException {
    return readDimensions(source.readLong(), source);
  }

  static void writeDimensions(WindowKey group, DataOutputView target) throws IOException {
    target.writeShort(group.dimensions().length);
    target.write(group.dimensions());
  }

  static WindowKey readDimensions(long windowStart, DataInputView source) throws IOException {
    return new WindowKey(windowStart, ByteArrays.read(source.readUnsignedShort(), source));
  }
}
