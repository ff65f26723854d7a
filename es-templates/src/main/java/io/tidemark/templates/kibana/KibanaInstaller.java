/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Brings Kibana to the objects in this jar: imports them when one is missing or older, and leaves
 * them when they are of this version or a newer one. Changes that users made in Kibana stay until
 * the version is raised.
 */
public final class KibanaInstaller {

  private static final String BULK_GET = "/api/saved_objects/_bulk_get";
  private static final String IMPORT = "/api/saved_objects/_import?overwrite=true";
  private static final int NOT_FOUND = 404;

  private final KibanaClient kibana;
  private final int version;
  private final List<JsonNode> objects;

  /**
   * An installer of the objects in this jar.
   *
   * @param address {@code http://host:5601}, also with the path of a space
   * @param username empty for none
   * @throws IllegalArgumentException when the address is none
   */
  public KibanaInstaller(String address, String username, String password) {
    kibana = new KibanaClient(KibanaAddress.parseAddress(address), username, password);
    version = KibanaSources.loadSources().readVersion();
    objects = KibanaFile.readLines();
  }

  /**
   * Waits for Kibana, then installs.
   *
   * @param wait how long Kibana may take to answer
   * @return one line for an operator
   * @throws KibanaException when Kibana is not there in time, or refuses
   */
  public String installObjects(Duration wait) {
    kibana.awaitAvailable(wait);
    JsonNode present = kibana.postJson(BULK_GET, listIds()).path("saved_objects");
    int missing = countMissing(present);
    List<Integer> versions = readVersions(present);
    if (versions.stream().anyMatch(installed -> installed > version)) {
      return "kibana: left as it is, a newer release put its objects";
    }
    long older = versions.stream().filter(installed -> installed < version).count();
    if (missing == 0 && older == 0) {
      return "kibana: unchanged, %d objects of version %d".formatted(objects.size(), version);
    }
    requireSuccess(kibana.postFile(IMPORT, KibanaFile.NAME, KibanaFile.readBuilt()));
    return "kibana: %d objects imported, version %d".formatted(objects.size(), version);
  }

  private ArrayNode listIds() {
    ArrayNode ids = KibanaSources.JSON.createArrayNode();
    for (JsonNode object : objects) {
      ids.addObject()
          .put("type", object.path("type").textValue())
          .put("id", object.path("id").textValue());
    }
    return ids;
  }

  private int countMissing(JsonNode present) {
    int missing = objects.size();
    for (JsonNode object : present) {
      int error = object.at("/error/statusCode").asInt();
      if (error == 0) {
        missing--;
      } else if (error != NOT_FOUND) {
        throw new KibanaException(
            "Kibana cannot read " + object.path("id").asText() + ": " + object.path("error"));
      }
    }
    return missing;
  }

  /**
   * The version of the dashboards; one without a version belongs to someone else and counts as
   * older.
   */
  private static List<Integer> readVersions(JsonNode present) {
    List<Integer> versions = new ArrayList<>();
    for (JsonNode object : present) {
      boolean dashboard = object.path("type").asText().equals(SavedObjectType.DASHBOARD.typeName());
      if (dashboard && !object.has("error")) {
        OptionalInt found =
            InstalledVersion.parseVersion(object.at("/attributes/description").asText());
        versions.add(found.orElse(0));
      }
    }
    return versions;
  }

  /** Kibana answers 200 also when it took nothing. */
  private void requireSuccess(JsonNode answer) {
    if (answer.path("success").asBoolean()) {
      return;
    }
    List<String> failures =
        Stream.iterate(0, i -> i + 1)
            .limit(answer.path("errors").size())
            .map(i -> answer.path("errors").get(i))
            .map(error -> error.path("id").asText() + " " + error.path("error"))
            .limit(5)
            .toList();
    throw new KibanaException(
        "Kibana imported %d of %d objects. %s"
            .formatted(
                answer.path("successCount").asInt(), objects.size(), String.join("; ", failures)));
  }
}
