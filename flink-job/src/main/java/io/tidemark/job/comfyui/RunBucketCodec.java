/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.serialization.ByteArrays;
import io.tidemark.job.serialization.Codec;
import io.tidemark.job.serialization.CodecSerializer;
import io.tidemark.model.comfyui.RunGroup;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a bucket as the number of its runs and a row of bytes for each. Then come the words of the
 * runs that may still learn something: the row, the dimensions, in full the first time and then by
 * number, and the details.
 */
public final class RunBucketCodec implements Codec<RunBucket> {

  private static final long serialVersionUID = 1;

  public static final CodecSerializer<RunBucket> SERIALIZER =
      new CodecSerializer<>(new RunBucketCodec());

  private static final int VERSION = 1;

  /** Stands behind the words of the last row. */
  private static final int END = -1;

  @Override
  public String name() {
    return "comfyui-run-bucket";
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public RunBucket create() {
    return new RunBucket();
  }

  @Override
  public RunBucket copy(RunBucket from) {
    return from.copy();
  }

  @Override
  public void write(RunBucket bucket, DataOutputView target) throws IOException {
    target.writeInt(bucket.size());
    bucket.writeRows(target);
    Map<RunGroup, Integer> numbers = new HashMap<>();
    for (int row = 0; row < bucket.size(); row++) {
      RunGroup group = bucket.groupOf(row);
      if (group != null) {
        target.writeInt(row);
        writeGroup(group, numbers, target);
        writeBytes(bucket.detailsOf(row), target);
      }
    }
    target.writeInt(END);
  }

  private static void writeGroup(
      RunGroup group, Map<RunGroup, Integer> numbers, DataOutputView target) throws IOException {
    Integer known = numbers.putIfAbsent(group, numbers.size());
    target.writeInt(known == null ? numbers.size() - 1 : known);
    if (known == null) {
      writeBytes(group.key(), target);
    }
  }

  private static void writeBytes(byte[] bytes, DataOutputView target) throws IOException {
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public RunBucket read(DataInputView source, int version) throws IOException {
    int runs = source.readInt();
    if (runs < 0) {
      throw new EOFException("negative number of runs " + runs);
    }
    RunBucket bucket = RunBucket.readRows(runs, source);
    List<RunGroup> groups = new ArrayList<>();
    for (int row = source.readInt(); row != END; row = source.readInt()) {
      int number = source.readInt();
      if (number == groups.size()) {
        groups.add(RunGroup.ofKey(readBytes(source)));
      }
      bucket.setWords(row, groups.get(number), readBytes(source));
    }
    return bucket;
  }

  private static byte[] readBytes(DataInputView source) throws IOException {
    return ByteArrays.read(source.readInt(), source);
  }
}
