/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.api.request.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes rows as CSV or as newline-delimited JSON while they are read. What goes wrong before the
 * first row is a problem document; what goes wrong later ends the text with a line that says so.
 */
@Component
public class Export {

  /** The parameters of a route that exports. */
  public static final Parameter PARAMETER =
      Parameter.choice(
          AnswerForm.FORMAT,
          "Response format; overrides the Accept header. csv has a header row.",
          Stream.of(AnswerForm.values()).map(AnswerForm::format).toList(),
          null);

  /** Says that the rows become a file, as the page asks for them. */
  public static final Parameter DOWNLOAD =
      Parameter.choice(
          AnswerForm.DOWNLOAD,
          "Send csv or ndjson as a file. CSV then starts with a byte order mark, which spreadsheets"
              + " need to detect UTF-8.",
          List.of("true", "false"),
          "false");

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private static final Logger LOG = LoggerFactory.getLogger(Export.class);

  /** Whether a route with these parameters exports rows. */
  public static boolean isOffered(List<Parameter> parameters) {
    return parameters.stream().anyMatch(parameter -> parameter.name().equals(AnswerForm.FORMAT));
  }

  /** The formats in which rows are written, in addition to JSON. */
  public static final List<AnswerForm> FORMS = List.of(AnswerForm.CSV, AnswerForm.NDJSON);

  private static final int BUFFER = 64 * 1024;

  private final JsonMapper json;

  Export(JsonMapper json) {
    this.json = json;
  }

  /** The answer when JSON is wanted; otherwise the table is written and there is none. */
  public <A> A unlessJson(
      HttpServletRequest request, HttpServletResponse response, A answer, Supplier<Table> table) {
    if (!wanted(request)) {
      return answer;
    }
    write(request, response, table.get());
    return null;
  }

  /** Whether rows are wanted instead of one JSON object. */
  public boolean wanted(HttpServletRequest request) {
    return AnswerForms.of(request) != AnswerForm.JSON;
  }

  /** Writes the table in the wanted form. */
  public void write(HttpServletRequest request, HttpServletResponse response, Table table) {
    AnswerForm form = AnswerForms.of(request);
    Iterator<List<Object>> rows = table.rows();
    // The first search happens here, while the answer can still be a problem document.
    boolean any = rows.hasNext();
    boolean download = AnswerForm.isDownload(request);
    startAnswer(
        response,
        form,
        form == AnswerForm.CSV || download
            ? Optional.of("usage." + form.format())
            : Optional.empty());
    try (Writer out = open(response)) {
      if (form == AnswerForm.CSV) {
        if (download) {
          out.write(BYTE_ORDER_MARK);
        }
        out.write(Csv.formatRow(table.columns()));
      }
      Function<List<Object>, String> format =
          form == AnswerForm.CSV ? Csv::formatRow : row -> object(table.columns(), row);
      writeRows(form, rows, format, any, out);
    } catch (IOException e) {
      noteUnwanted(e);
    }
  }

  /**
   * Writes a file of CSV in a form of its own.
   *
   * @param header its first row, with the end of the line
   * @param format gives a row, with the end of the line
   */
  public <R> void writeFile(
      HttpServletRequest request,
      HttpServletResponse response,
      String name,
      String header,
      Iterator<R> rows,
      Function<R, String> format) {
    AnswerForms.settle(request, AnswerForm.CSV);
    // The first part is read while the answer can still be a problem document.
    boolean any = rows.hasNext();
    startAnswer(response, AnswerForm.CSV, Optional.of(name));
    try (Writer out = open(response)) {
      out.write(header);
      writeRows(AnswerForm.CSV, rows, format, any, out);
    } catch (IOException e) {
      noteUnwanted(e);
    }
  }

  private static void startAnswer(
      HttpServletResponse response, AnswerForm form, Optional<String> file) {
    response.setContentType(form.type() + ";charset=UTF-8");
    file.ifPresent(
        name ->
            response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\""));
  }

  private static Writer open(HttpServletResponse response) throws IOException {
    return new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8), BUFFER);
  }

  /** The client is gone: no answer can be sent, and no further page is read. */
  private static void noteUnwanted(IOException fault) {
    LOG.info("An export was no longer wanted: {}", fault.getMessage());
  }

  private <R> void writeRows(
      AnswerForm form, Iterator<R> rows, Function<R, String> format, boolean any, Writer out)
      throws IOException {
    try {
      for (boolean more = any; more; more = rows.hasNext()) {
        out.write(format.apply(rows.next()));
      }
    } catch (RuntimeException e) {
      LOG.warn("An export broke off", e);
      out.write(markIncomplete(form));
    } catch (Error e) {
      out.write(markIncomplete(form));
      throw e;
    }
  }

  /** Without this line, what was written would look complete. */
  private String markIncomplete(AnswerForm form) {
    return form == AnswerForm.CSV
        ? "#incomplete\r\n"
        : json.writeValueAsString(Map.of("incomplete", true)) + "\n";
  }

  private String object(List<String> columns, List<Object> row) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      members.put(columns.get(i), row.get(i));
    }
    return json.writeValueAsString(members) + "\n";
  }
}
