/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.intake;

import java.util.List;

/** A field of a flat native record, under its own name and under others for the same thing. */
public interface RecordField {

  /** The field's own name, which wins over its aliases. */
  String fieldName();

  /** The part of a record that the field is. */
  default Part part() {
    return fieldName().equals("tenant_id") ? Parts.tenant(0) : Parts.identifier();
  }

  /** Other names for the same thing; an earlier one wins over a later one. */
  List<String> aliases();
}
