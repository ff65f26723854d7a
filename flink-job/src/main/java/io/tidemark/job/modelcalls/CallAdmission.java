/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import io.tidemark.job.admission.BatchingOperator;
import io.tidemark.job.admission.EventAccess;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.workload.RecordOptions;
import io.tidemark.job.workload.SideOutputs;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.fingerprint.Fingerprint;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.modelcalls.CallOptions;
import io.tidemark.model.modelcalls.CallRow;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.ModelCallRecord;
import io.tidemark.model.modelcalls.Outcome;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Admits calls and passes them on as rows, because the parser reuses the call, together with a
 * record.
 */
public final class CallAdmission extends BatchingOperator<ModelCall, CallBatch> {

  private final RecordOptions records;
  private final CallOptions callOptions;

  private transient ModelCallRecord record;
  private transient Fingerprint fingerprint;
  private transient CallRow row;
  private transient CallBatches batches;

  public CallAdmission(String workload, EventAccess<ModelCall> events, WorkloadOptions options) {
    super(workload, events, options);
    records = options.records();
    callOptions = options.calls();
  }

  @Override
  public void open() throws Exception {
    super.open();
    record = new ModelCallRecord(records.privacy());
    fingerprint = new Fingerprint();
    row = new CallRow();
    batches =
        new CallBatches(
            getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks(),
            batch -> output.collect(new StreamRecord<>(batch)));
  }

  @Override
  protected void sendOn(ModelCall call) {
    callOptions.apply(call);
    row.take(call, fingerprint);
    if (isKept(call)) {
      output.collect(SideOutputs.RECORDS, new StreamRecord<>(document(call)));
    }
    if (!call.playground()) {
      batches.add(row);
      sendLater();
    }
  }

  @Override
  protected void flush() {
    batches.flush();
  }

  private boolean isKept(ModelCall call) {
    return switch (records.kept()) {
      case ALL -> true;
      case FAILED -> call.outcome() != Outcome.SUCCEEDED;
      case NONE -> false;
    };
  }

  private DocumentWrite document(ModelCall call) {
    ByteBuffer id = ByteBuffer.allocate(2 * Long.BYTES).putLong(row.idHigh).putLong(row.idLow);
    return DocumentWrite.createOnly(
        IndexFamily.MODEL_CALLS_RECORDS.indexAt(call.eventTime()),
        Base64.getUrlEncoder().withoutPadding().encodeToString(id.array()),
        record.write(call));
  }
}
