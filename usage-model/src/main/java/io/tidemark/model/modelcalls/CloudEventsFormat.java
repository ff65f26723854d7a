/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import io.tidemark.model.intake.FieldRules;
import io.tidemark.model.intake.Part;
import io.tidemark.model.intake.Parts;
import io.tidemark.model.intake.UsageFormat;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.modelcalls.ModelCall.Text;
import java.util.List;
import java.util.Map;

/**
 * CloudEvents 1.0 in structured mode, one or a batch, with a native call as {@code data}. The
 * envelope fills what the data leaves out: {@code source/id} is the identity, {@code time} the
 * event time; the tenant is the default tenant, else {@code subject}.
 */
final class CloudEventsFormat extends ForeignFormat {

  private static final int SPECVERSION = 0;
  private static final int ID = 1;
  private static final int SOURCE = 2;
  private static final int TIME = 3;
  private static final int SUBJECT = 4;
  private static final int DATA = 5;

  private static final JsonFields FIELDS =
      JsonFields.of(List.of("specversion", "id", "source", "time", "subject", "data"));
  private static final Part PART =
      Parts.fields(
          FIELDS,
          Map.of("subject", Parts.tenant(DEFAULT_TENANT_RANK + 1), "data", NativeCall.PART));

  private final JsonSlots envelope = new JsonSlots(FIELDS);
  private final NativeCall nativeCall = new NativeCall(json);

  CloudEventsFormat(FormatOptions options) {
    super(options);
  }

  @Override
  Part part() {
    return PART;
  }

  @Override
  void item(UsageFormat.Output<ModelCall> output) {
    envelope.read(json);
    String problem = problem();
    if (problem == null) {
      json.moveTo(envelope.start(DATA));
      nativeCall.read();
      nativeCall.complete();
      complete(nativeCall.event());
      problem = nativeCall.problem();
    }
    if (problem == null) {
      output.event(nativeCall.event());
    } else {
      output.reject(problem);
    }
  }

  private String problem() {
    for (int slot : new int[] {SPECVERSION, ID, SOURCE}) {
      String value = envelope.text(slot);
      if (value == null || value.isEmpty()) {
        return FieldRules.missing(envelope.path(slot));
      }
    }
    if (!"1.0".equals(envelope.text(SPECVERSION))) {
      return "specversion must be 1.0";
    }
    if (!envelope.is(DATA, JsonType.OBJECT)) {
      return "data must be an object";
    }
    int length = envelope.length(SOURCE) + 1 + envelope.length(ID);
    return length > FieldRules.MAX_TEXT_LENGTH ? FieldRules.tooLong("source and id") : null;
  }

  private void complete(ModelCall event) {
    if (!event.has(Text.REQUEST_ID)) {
      event.text(Text.REQUEST_ID, envelope.text(SOURCE) + "/" + envelope.text(ID));
    }
    if (event.eventTime() == ModelCall.UNKNOWN && envelope.has(TIME)) {
      event.eventTime(time(envelope, TIME));
    }
    String tenant = options.defaultTenant();
    tenant = tenant == null ? envelope.text(SUBJECT) : tenant;
    boolean usable = tenant != null && tenant.length() <= FieldRules.MAX_TEXT_LENGTH;
    if (!event.has(Text.TENANT_ID) && usable) {
      event.text(Text.TENANT_ID, tenant);
    }
  }
}
