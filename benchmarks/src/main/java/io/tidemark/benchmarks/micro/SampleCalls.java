/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.micro;

import io.tidemark.benchmarks.input.InputSize;
import io.tidemark.model.fingerprint.Fingerprint;
import io.tidemark.model.modelcalls.CallRow;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.formats.NativeModelCallFormat;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.testkit.events.CallGenerator;
import io.tidemark.testkit.events.CallJson;
import java.util.ArrayList;
import java.util.List;

/** Model calls as whole-job rows read them; few enough to stay in the processor's cache. */
final class SampleCalls {

  /** A power of two, so that going round is cheap. */
  static final int COUNT = 1024;

  private SampleCalls() {}

  /** Native JSON, about 490 bytes each. */
  static byte[][] records() {
    List<byte[]> records = new ArrayList<>();
    CallJson json = new CallJson();
    new CallGenerator(InputSize.FULL.withEvents(COUNT).volume())
        .generate(call -> {}, call -> records.add(json.write(call)));
    return records.subList(0, COUNT).toArray(byte[][]::new);
  }

  /** The same calls as rows. */
  static CallRow[] createRows() {
    Fingerprint fingerprint = new Fingerprint();
    List<CallRow> rows = new ArrayList<>();
    NativeModelCallFormat format = new NativeModelCallFormat();
    for (byte[] record : records()) {
      format.parse(
          record,
          new UsageFormat.Output<ModelCall>() {
            @Override
            public void event(ModelCall call) {
              rows.add(CallRow.of(call, fingerprint));
            }

            @Override
            public void reject(String message) {
              throw new IllegalStateException(message);
            }
          });
    }
    return rows.toArray(CallRow[]::new);
  }
}
