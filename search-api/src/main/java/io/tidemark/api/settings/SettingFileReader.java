/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.settings.Setting.Origin;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads one file of settings: YAML documents with {@code kind}, {@code tenant} and so on. */
final class SettingFileReader {

  private static final String KIND = "kind";
  private static final String TENANT = "tenant";
  private static final String SHARED = "shared";
  private static final String ID = "id";
  private static final String BODY = "body";
  private static final int LONGEST_NAME = 512;

  private final Map<String, SettingKind<?>> kinds;

  SettingFileReader(Map<String, SettingKind<?>> kinds) {
    this.kinds = kinds;
  }

  /**
   * All settings of a file.
   *
   * @throws SettingFault when one is not accepted: then none of the file is
   */
  Map<SettingAddress, Setting> readFile(String file, byte[] content, Instant changedAt) {
    Map<SettingAddress, Setting> settings = new LinkedHashMap<>();
    Set<SettingAddress> defaults = new HashSet<>();
    List<JsonNode> documents = YamlReader.readAll(content);
    for (int i = 0; i < documents.size(); i++) {
      String entry = "document " + (i + 1);
      try {
        Setting setting = setting(documents.get(i), file, changedAt);
        if (settings.putIfAbsent(setting.address(), setting) != null) {
          throw new SettingFault(ID, "This setting occurs twice in the file.");
        }
        if (findDefault(setting).filter(found -> !defaults.add(found)).isPresent()) {
          throw new SettingFault(
              BODY + ".default", "A default " + setting.address().kind() + " precedes it.");
        }
      } catch (SettingFault fault) {
        String place = fault.entry().isEmpty() ? entry : entry + ", " + fault.entry();
        throw new SettingFault(place, fault.getMessage());
      }
    }
    return settings;
  }

  /** The place of a tenant's default, which no id has; empty for settings that are none. */
  Optional<SettingAddress> findDefault(Setting setting) {
    SettingAddress address = setting.address();
    return kinds.get(address.kind()).isDefault(setting.body())
        ? Optional.of(new SettingAddress(address.kind(), address.tenant(), "(default)"))
        : Optional.empty();
  }

  private Setting setting(JsonNode document, String file, Instant changedAt) {
    BodyMembers members = new BodyMembers("", document).allow(KIND, TENANT, SHARED, ID, BODY);
    SettingKind<?> kind = kinds.get(members.requireChoice(KIND, kinds.keySet()));
    String id = members.requireText(ID, LONGEST_NAME);
    if (!SettingAccess.isId(id)) {
      throw new SettingFault(ID, "An id has 1 to 64 of a-z, 0-9, dot, hyphen and underscore.");
    }
    SettingAddress address = new SettingAddress(kind.id(), tenant(members, document, kind), id);
    JsonNode body = document.path(BODY);
    try {
      SettingStore.parseBody(kind, id, body);
    } catch (SettingFault fault) {
      throw new SettingFault(
          fault.entry().isEmpty() ? BODY : BODY + '.' + fault.entry(), fault.getMessage());
    }
    return new Setting(address, 0, body, "file " + file, changedAt, false, Origin.FILE);
  }

  private static String tenant(BodyMembers members, JsonNode document, SettingKind<?> kind) {
    Optional<String> tenant = members.text(TENANT, LONGEST_NAME);
    boolean shared = document.path(SHARED).isBoolean() && document.path(SHARED).asBoolean();
    if (tenant.isPresent() == shared) {
      throw new SettingFault(TENANT, "Give either a tenant, or shared: true.");
    }
    if (shared && kind.sharedWriters().isEmpty()) {
      throw new SettingFault(SHARED, kind.plural() + " belong to one tenant each.");
    }
    return tenant.orElse(SettingAddress.SHARED);
  }
}
