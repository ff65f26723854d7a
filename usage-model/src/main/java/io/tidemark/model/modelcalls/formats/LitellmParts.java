/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import java.util.HashMap;
import java.util.Map;

/** The parts of LiteLLM's records that are read, for dead letters. */
final class LitellmParts {

  private static final String META = LitellmFormat.META;

  private final Part part;

  LitellmParts(JsonFields... all) {
    Map<String, Part> others = others();
    Map<String, Part> members = new HashMap<>();
    Map<String, Part> metadata = new HashMap<>();
    for (JsonFields fields : all) {
      for (int slot = 0; slot < fields.count(); slot++) {
        String path = fields.path(slot);
        Part field = others.getOrDefault(path, Parts.identifier());
        if (path.startsWith(META)) {
          metadata.put(path.substring(META.length()), field);
        } else {
          members.put(path, field);
        }
      }
    }
    members.put("metadata", Parts.objectOrText(Parts.paths(metadata)));
    part = Parts.paths(members);
  }

  Part part() {
    return part;
  }

  private static Map<String, Part> others() {
    Map<String, Part> parts = new HashMap<>();
    for (String name : LitellmFormat.TAGS) {
      parts.put(name, Parts.tag());
    }
    parts.put(LitellmRequestTags.FIELD, Parts.arrayOrText(Parts.tag()));
    parts.put(META + "user_api_key_alias", Parts.tag());
    parts.put(META + "user_api_key_team_alias", Parts.tag());
    parts.remove("model_group"); // May be the model, too.
    for (String name : new String[] {"id", "request_id", "litellm_call_id"}) {
      parts.put(name, Parts.requestId());
    }
    // In the order of LitellmFormat: the default tenant is between organizations and teams.
    int rank = ForeignFormat.DEFAULT_TENANT_RANK;
    parts.put(META + "user_api_key_org_id", Parts.tenant(rank - 2));
    parts.put("organization_id", Parts.tenant(rank - 1));
    parts.put(META + "user_api_key_team_id", Parts.tenant(rank + 1));
    parts.put("team_id", Parts.tenant(rank + 2));
    for (String prefix : new String[] {"", META}) {
      parts.put(prefix + "requester_ip_address", Parts.address());
      parts.put(prefix + "user_agent", UserAgentPart.INSTANCE);
    }
    return parts;
  }
}
