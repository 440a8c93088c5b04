import Statistics

extension LabelTable {
  /// Ratings as classes: the levels in ascending order are the classes.
  public init(_ ratings: RatingTable) {
    taskCount = ratings.unitCount
    workerCount = ratings.raterCount
    classCount = ratings.levels.count
    starts = ratings.starts
    workers = ratings.raters
    labels = ratings.codes
  }

  /// The labels as numbers.
  ///
  /// - Parameter values: the number of each class; `nil` counts the classes from 0.
  public func ratings(values: [Double]? = nil) throws(AggregationError) -> RatingTable {
    if let values, values.count != classCount {
      throw .entryCount(list: "values of classes", count: values.count, expected: classCount)
    }
    let ratings = crowdLabels.map {
      Rating(unit: $0.task, rater: $0.worker, value: values?[$0.label] ?? Double($0.label))
    }
    do {
      return try RatingTable(ratings, unitCount: taskCount, raterCount: workerCount)
    } catch {
      // The indices are in range, so that a value was not finite.
      throw .notFinite(method: "values of classes", iteration: 0)
    }
  }
}
