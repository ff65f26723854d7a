/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.notes;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.settings.NoteKind;
import io.tidemark.api.settings.SettingRoutes;
import io.tidemark.api.settings.SettingStore;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The only class that a kind needs for its routes. Its package is not scanned by the API. */
@RestController
@RequestMapping("/api/v1/notes")
@Tag(name = "Notes")
public class NoteController extends SettingRoutes<NoteKind.Note> {

  NoteController(SettingStore store, NoteKind kind) {
    super(store, kind);
  }
}
