/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.spool;

import io.tidemark.intake.kafka.RecordWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** The state of the spool, under {@code /actuator/spool}. */
@Component
@Endpoint(id = "spool")
class SpoolEndpoint {

  private final RecordWriter writer;

  SpoolEndpoint(RecordWriter writer) {
    this.writer = writer;
  }

  @ReadOperation
  Map<String, Object> describe() {
    Map<String, Object> state = new LinkedHashMap<>();
    boolean enabled = writer instanceof SpoolingWriter;
    state.put("enabled", enabled);
    if (writer instanceof SpoolingWriter spooling) {
      state.put("files", spooling.spool().fileCount());
      state.put("bytes", spooling.spool().bytes());
      state.put("max_bytes", spooling.spool().maxBytes());
      state.put("rejected_bytes", spooling.spool().rejectedBytes());
      state.put("damaged_bytes", spooling.spool().damagedBytes());
    }
    return state;
  }
}
