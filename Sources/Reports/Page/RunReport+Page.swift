extension RunReport {
  /// The page: head, sections in the order in which a reader asks, foot.
  var page: Markup {
    Page(
      title: record.experiment.title + (record.experiment.isSmoke ? " (smoke run)" : ""),
      version: record.version, header: header,
      sections: sections, footer: footer
    ).markup
  }

  private var sections: [Section] {
    [
      failuresSection, verdictsSection, sensitivitySection, alarmsSection, spreadSection,
      glanceSection,
      partsSection,
      phasesSection, sweepsSection, comparisonSection, optimisationSection, trainingSection,
      samplesSection, eloSection,
      costSection, settingsSection,
    ].compactMap { $0 }
  }
}
