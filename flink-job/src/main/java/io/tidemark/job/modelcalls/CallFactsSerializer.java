/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import io.tidemark.job.types.ValueSerializer;
import io.tidemark.job.types.ValueType;
import io.tidemark.model.modelcalls.CallFacts;
import io.tidemark.model.modelcalls.Outcome;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The row that crosses the network once per event: fixed fields first, then the dimensions. */
public final class CallFactsSerializer extends ValueSerializer<CallFacts> {

  public static final CallFactsSerializer INSTANCE = new CallFactsSerializer();

  public static final ValueType<CallFacts> TYPE = ValueType.of(CallFacts.class, INSTANCE);

  @Override
  public CallFacts createInstance() {
    return new CallFacts();
  }

  /** Rows are never changed once they are made. */
  @Override
  public CallFacts copy(CallFacts from) {
    return from;
  }

  @Override
  public void serialize(CallFacts call, DataOutputView target) throws IOException {
    target.writeLong(call.idHigh);
    target.writeLong(call.idLow);
    target.writeLong(call.eventTime);
    target.writeShort(call.content);
    target.writeShort(call.statusCode);
    target.writeByte(call.outcome.code());
    VarLong.write(call.inputTokens + 1, target);
    VarLong.write(call.outputTokens + 1, target);
    VarLong.write(call.totalTokens + 1, target);
    VarLong.write(call.cacheReadTokens + 1, target);
    VarLong.write(call.cacheWriteTokens + 1, target);
    VarLong.write(call.reasoningTokens + 1, target);
    VarLong.write(call.latencyMillis + 1, target);
    VarLong.write(call.timeToFirstTokenMillis + 1, target);
    VarLong.write(call.attempts + 1, target);
    target.writeShort(call.dimensions.length);
    target.write(call.dimensions);
  }

  @Override
  public CallFacts deserialize(DataInputView source) throws IOException {
    CallFacts call = new CallFacts();
    call.idHigh = source.readLong();
    call.idLow = source.readLong();
    call.eventTime = source.readLong();
    call.content = source.readShort();
    call.statusCode = source.readShort();
    call.outcome = Outcome.ofCode(source.readByte());
    call.inputTokens = VarLong.read(source) - 1;
    call.outputTokens = VarLong.read(source) - 1;
    call.totalTokens = VarLong.read(source) - 1;
    call.cacheReadTokens = VarLong.read(source) - 1;
    call.cacheWriteTokens = VarLong.read(source) - 1;
    call.reasoningTokens = VarLong.read(source) - 1;
    call.latencyMillis = VarLong.read(source) - 1;
    call.timeToFirstTokenMillis = VarLong.read(source) - 1;
    call.attempts = VarLong.read(source) - 1;
    call.dimensions = new byte[source.readUnsignedShort()];
    source.readFully(call.dimensions);
    return call;
  }

  @Override
  public TypeSerializerSnapshot<CallFacts> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints of records in flight. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CallFacts> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
