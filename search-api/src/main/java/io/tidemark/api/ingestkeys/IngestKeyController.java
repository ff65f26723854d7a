/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.ingestkeys;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.ingestkeys.IngestKeyAnswer.Keys;
import io.tidemark.api.ingestkeys.IngestKeyAnswer.NewKey;
import io.tidemark.api.ingestkeys.IngestKeyAnswer.RevokedKey;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.Precondition;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingController;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingInput;
import io.tidemark.api.settings.SettingStore;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "Ingest keys")
class IngestKeyController implements SettingController {

  private static final String PATH = "/api/v1/ingest-keys";
  private static final String ONE = PATH + "/{id}";

  private final SettingStore store;
  private final IngestKeyKind kind;
  private final IngestKeyText texts = new IngestKeyText();

  IngestKeyController(SettingStore store, IngestKeyKind kind) {
    this.store = store;
    this.kind = kind;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, ParameterSet.NONE, ONE, ParameterSet.NONE);
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "ingestKeys",
      summary = "Lists the keys of the tenant with which senders authenticate at intake",
      description = "For super-admins and operators. The keys themselves are stored nowhere.")
  Keys list(Scope scope, ParameterValues values) {
    return new Keys(store.list(scope, kind).stream().map(IngestKeyAnswer.Key::of).toList());
  }

  @PostMapping(PATH)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "createIngestKey",
      summary = "Creates a key for a sender of events",
      description =
          "For super-admins and operators. The body names the sender (`name`), and may fix the"
              + " project (`project_id`) and the user (`user_id`) of its events. The answer shows"
              + " the key this once. Intake accepts it within 30 s.")
  NewKey create(Scope scope, ParameterValues values, SettingInput input) {
    JsonNode body = input.readBody(kind.mostBytes());
    String text = texts.create();
    IngestKey key = readNewKey(body, text);
    Setting stored =
        store
            .put(
                scope,
                kind,
                texts.createId(),
                false,
                IngestKeyKind.writeKey(key),
                new Precondition(null, "*"))
            .setting();
    return new NewKey(IngestKeyAnswer.Key.of(stored), text);
  }

  @DeleteMapping(ONE)
  @Operation(
      operationId = "revokeIngestKey",
      summary = "Revokes a key",
      description =
          "For super-admins and operators. Intake rejects the key within 30 s. Events that were"
              + " sent with it stay.")
  RevokedKey revoke(
      Scope scope,
      ParameterValues values,
      SettingInput input,
      @Parameter(
              description = "Id of the key.",
              example = "key-5f2c1a9b7e30",
              schema = @Schema(minLength = 1, maxLength = 64))
          @PathVariable("id")
          String id) {
    Setting key = store.find(scope, kind, id).orElseThrow(SettingStore::notFound);
    Setting revoked = store.delete(scope, kind, id, false, input.condition());
    return new RevokedKey(id, IngestKeyKind.readKey(key.body()).name(), revoked.changedAt());
  }

  private static IngestKey readNewKey(JsonNode body, String text) {
    try {
      BodyMembers members =
          new BodyMembers("", body)
              .allow(
                  IngestKeyKind.NAME,
                  IngestKeyKind.ROLE,
                  IngestKeyKind.PROJECT,
                  IngestKeyKind.USER);
      members
          .text(IngestKeyKind.ROLE, IngestKeyKind.LONGEST_NAME)
          .ifPresent(role -> members.requireChoice(IngestKeyKind.ROLE, IngestKeyKind.ROLES));
      return new IngestKey(
          members.requireText(IngestKeyKind.NAME, IngestKeyKind.LONGEST_NAME),
          IngestKeyText.hashKey(text),
          IngestKeyText.createHint(text),
          members.text(IngestKeyKind.PROJECT, IngestKeyKind.LONGEST_IDENTIFIER).orElse(null),
          members.text(IngestKeyKind.USER, IngestKeyKind.LONGEST_IDENTIFIER).orElse(null));
    } catch (SettingFault fault) {
      throw ProblemException.invalidEntry(fault.entry(), fault.getMessage());
    }
  }
}
