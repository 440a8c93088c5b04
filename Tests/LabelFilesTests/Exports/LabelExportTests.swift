import LabelFiles
import Testing

/// What annotation tools write, in the form in which they write it.
@Suite struct LabelExportTests {
  /// Each label as `task worker label`, in order.
  private func rows(_ text: String, columns: String = "") throws -> [String] {
    let file = try labels(text, columns: columns)
    return (0..<file.count).map { row in
      [
        file.taskNames[Int(file.tasks[row])], file.workerNames[Int(file.workers[row])],
        file.labelNames[Int(file.labels[row])],
      ].joined(separator: " ")
    }
  }

  @Test func labelStudioHasTasksWithAnnotations() throws {
    let text = """
      [{"id": 7, "data": {"text": "so good"}, "annotations": [
          {"id": 1, "completed_by": {"id": 3, "email": "ann@x.org"}, "was_cancelled": false,
           "result": [{"from_name": "mood", "to_name": "text", "type": "choices",
                       "value": {"choices": ["Positive"]}}]},
          {"id": 2, "completed_by": 4, "was_cancelled": true, "result": []},
          {"id": 3, "completed_by": 4, "was_cancelled": false, "ground_truth": true,
           "result": [{"from_name": "mood", "type": "choices", "value": {"choices": ["Neutral"]}}]}],
        "predictions": []},
       {"id": 8, "data": {"text": "so so"}, "annotations": [
          {"id": 4, "completed_by": 4, "was_cancelled": false,
           "result": [{"from_name": "mood", "type": "choices",
                       "value": {"choices": ["Negative", "Positive"]}}]}]}]
      """
    #expect(try rows(text) == ["7 ann@x.org Positive", "8 4 [\"Negative\",\"Positive\"]"])
    let file = try labels(text)
    #expect(file.truths == ["Neutral", nil])
    #expect(
      file.notes == [
        "Label Studio: 2 answers with columns task, worker, label, truth, text",
        "1 left out: skipped by the annotator",
        "the column truth is read as what the labels should be",
      ])
  }

  @Test func labelStudioWithSeveralControlsHasAColumnForEach() throws {
    let text = """
      [{"id": 1, "data": {}, "annotations": [{"completed_by": 1, "result": [
        {"from_name": "mood", "type": "choices", "value": {"choices": ["good"]}},
        {"from_name": "stars", "type": "rating", "value": {"rating": 4}}]}]}]
      """
    #expect(try rows(text, columns: "label=mood") == ["1 1 good"])
    #expect(try rows(text, columns: "label=stars") == ["1 1 4"])
  }

  @Test func labelStudioComparesPairs() throws {
    let text = """
      [{"id": 1, "data": {"left": "model-a", "right": "model-b"}, "annotations": [
        {"completed_by": 1, "result": [{"from_name": "p", "type": "pairwise",
                                        "value": {"selected": "right"}}]}]}]
      """
    let file = try comparisons(text)
    #expect(file.itemNames == ["model-a", "model-b"])
    #expect(file.outcomes == [.right])
  }

  @Test(arguments: [
    // Version 2, nested.
    """
    [{"id": "a", "fields": {"text": "x"}, "responses": {"mood": [
      {"value": "good", "user_id": "u1", "status": "submitted"},
      {"value": "bad", "user_id": "u2", "status": "discarded"},
      {"value": "bad", "user_id": "u3", "status": "submitted"}]}}]
    """,
    // Version 2, flat.
    """
    [{"id": "a", "text": "x", "mood.responses": ["good", "bad", "bad"],
      "mood.responses.users": ["u1", "u2", "u3"],
      "mood.responses.status": ["submitted", "discarded", "submitted"]}]
    """,
    // Version 1.
    """
    {"id": "a", "fields": {"text": "x"}, "responses": [
      {"user_id": "u1", "values": {"mood": {"value": "good"}}, "status": "submitted"},
      {"user_id": "u2", "values": {"mood": {"value": "bad"}}, "status": "discarded"},
      {"user_id": "u3", "values": {"mood": {"value": "bad"}}, "status": "submitted"}]}
    """,
    // On the hub.
    """
    {"external_id": "a", "text": "x", "mood-suggestion": null, "mood": [{"user_id": "u1", "value": "good", "status": "submitted"}, {"user_id": "u2", "value": "bad", "status": "discarded"}, {"user_id": "u3", "value": "bad", "status": "submitted"}]}
    """,
  ])
  func argillaHasFourForms(_ text: String) throws {
    #expect(try rows(text) == ["a u1 good", "a u3 bad"])
    #expect(
      try labels(text).notes == [
        "Argilla: 2 answers with columns task, worker, label", "1 left out: of status discarded",
      ])
  }

  @Test func argillaRanks() throws {
    let text = """
      [{"id": "a", "fields": {}, "responses": {"best": [{"user_id": "u1", "status": "submitted",
        "value": [{"rank": 2, "value": "x"}, {"rank": 1, "value": "y"}]}]}}]
      """
    let file = try rankings(text)
    #expect(file.rankingNames == ["a/u1"])
    #expect(file.items.map { file.itemNames[Int($0)] } == ["y", "x"])
  }

  @Test func prodigyWritesALineAnAnswer() throws {
    let choices = """
      {"text": "x", "_input_hash": 5, "_task_hash": 6, "options": [{"id": "A"}, {"id": "B"}], "accept": ["A"], "answer": "accept", "_annotator_id": "ann"}
      {"text": "x", "_input_hash": 5, "_task_hash": 6, "options": [{"id": "A"}, {"id": "B"}], "accept": [], "answer": "ignore", "_annotator_id": "bob"}
      {"text": "x", "_input_hash": 5, "_task_hash": 6, "options": [{"id": "A"}, {"id": "B"}], "accept": ["B"], "answer": "accept", "_session_id": "cleo"}
      """
    #expect(try rows(choices) == ["5 ann A", "5 cleo B"])
    let binary = """
      {"text": "x", "label": "POS", "_input_hash": 5, "_task_hash": -6, "answer": "reject", "_session_id": "ann"}
      {"text": "x", "label": "NEG", "_input_hash": 5, "_task_hash": -7, "answer": "accept", "_session_id": "ann"}
      """
    #expect(try rows(binary) == ["-6 ann reject", "-7 ann accept"])
    let compared = """
      {"id": 1, "_input_hash": 1, "_task_hash": 2, "options": [{"id": "A"}, {"id": "B"}], "mapping": {"A": "new", "B": "old"}, "accept": ["B"], "answer": "accept", "_session_id": "ann"}
      """
    let file = try comparisons(compared)
    #expect(file.itemNames == ["new", "old"])
    #expect(file.outcomes == [.right])
  }

  @Test func tolokaHasATableAndAssignments() throws {
    let table = """
      INPUT:image\tOUTPUT:result\tGOLDEN:result\tASSIGNMENT:task_id\tASSIGNMENT:worker_id\tASSIGNMENT:status
      a.jpg\tcat\t\tt1\tw1\tAPPROVED
      a.jpg\tdog\t\tt1\tw2\tAPPROVED

      b.jpg\tcat\tcat\tt2\tw1\tAPPROVED
      """
    #expect(try rows(table) == ["t1 w1 cat", "t1 w2 dog", "t2 w1 cat"])
    #expect(try labels(table).truths == [nil, "cat"])
    let assignments = """
      [{"id": "p1", "user_id": "w1", "status": "ACCEPTED",
        "tasks": [{"id": "t1", "input_values": {"image": "a.jpg"}},
                  {"id": "t2", "input_values": {"image": "b.jpg"},
                   "known_solutions": [{"output_values": {"result": "dog"}}]}],
        "solutions": [{"output_values": {"result": "cat"}}, {"output_values": {"result": "dog"}}]},
       {"id": "p2", "user_id": "w2", "status": "REJECTED", "tasks": [{"id": "t1"}],
        "solutions": [{"output_values": {"result": "dog"}}]}]
      """
    #expect(try rows(assignments) == ["t1 w1 cat", "t2 w1 dog"])
    #expect(try labels(assignments).truths == [nil, "dog"])
  }

  @Test(arguments: [
    """
    [{"model_a": "x", "model_b": "y", "winner": "model_b", "judge": "u1", "tstamp": 1.5,
      "conversation_a": [{"role": "user", "content": "hi"}]}]
    """,
    "{\"model_a\": \"x\", \"model_b\": \"y\", \"winner\": \"model_b\", \"judge\": \"u1\"}\n",
    """
    {"model_a": {"0": "x"}, "model_b": {"0": "y"}, "winner": {"0": "model_b"}, "judge": {"0": "u1"}}
    """,
    "{\"data\": [{\"model_a\": \"x\", \"model_b\": \"y\", \"winner\": \"model_b\", \"judge\": \"u1\"}]}",
  ])
  func arenasWriteRecordsLinesOrColumns(_ text: String) throws {
    let file = try comparisons(text)
    #expect(file.itemNames == ["x", "y"])
    #expect(file.outcomes == [.right])
    #expect(file.workerNames == ["u1"])
  }

  /// Identifiers above 2⁵³ stay apart, and a number is one label however it is written.
  @Test func numbersAreReadExactly() throws {
    let text = """
      [{"task": 12345678901234567890123456789012345678901, "worker": 9007199254740993, "label": 1.0},
       {"task": 12345678901234567890123456789012345678902, "worker": 9007199254740992, "label": 1},
       {"task": 1234567890123456.0, "worker": 1, "label": 1.50}]
      """
    #expect(
      try rows(text) == [
        "12345678901234567890123456789012345678901 9007199254740993 1",
        "12345678901234567890123456789012345678902 9007199254740992 1", "1234567890123456 1 1.5",
      ])
  }

  @Test func whatIsNoExportIsRefused() throws {
    #expect(
      complaint(.labels, "[{\"task\": 1,\n\"worker\": 1,\n\"task\": 2}]")
        .hasPrefix("x.csv:3:1: error: this is no JSON: the key \"task\" stands twice"))
    #expect(
      complaint(.labels, "{\"task\": 1}\n{\"task\": \n")
        .hasPrefix("x.csv:2:1: error: this is no JSON: "))
    #expect(
      complaint(.labels, "[1, 2]") == """
        x.csv: error: the JSON holds no list of objects
          fix: write a list of objects, [{"task": …, "worker": …, "label": …}, …], or one object a line
        """)
    #expect(
      complaint(.labels, "[{\"id\": 1, \"data\": {}, \"annotations\": []}]") == """
        x.csv: error: this export of Label Studio holds no answer
          fix: export the annotations together with the tasks
        """)
    #expect(
      complaint(.labels, "[{\"task\": 1, \"worker\": \"a\", \"verdict\": true}]")
        .hasPrefix("x.csv, read as a table:1:1: error: the header has no column for label"))
  }
}
