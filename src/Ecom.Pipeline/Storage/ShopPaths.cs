using Ecom.Domain;

namespace Ecom.Pipeline.Storage;

/// <summary>Where things lie in the artefacts container. The one place that spells a path.</summary>
public sealed record ShopPaths(ShopId Shop)
{
    /// <summary>Claims that make an ingest happen once.</summary>
    public string Claim(string key) => $"{Shop}/claims/{key}.json";

    public string Ingest(string ingestId) => $"{Shop}/ingests/{ingestId}";
    public string IngestManifest(string ingestId) => $"{Ingest(ingestId)}/manifest.json";
    public string Quarantine => $"{Shop}/quarantine/";
    public string QuarantineRecord(string ingestId) => $"{Shop}/quarantine/{ingestId}.json";

    public string Datasets => $"{Shop}/datasets/";
    public string DatasetVersion(int version) => $"{Shop}/datasets/{version:D8}.json";
    public string DatasetCurrent => $"{Shop}/datasets/current.json";

    public string Runs => $"{Shop}/runs/";
    public string Run(string runId) => $"{Shop}/runs/{runId}";
    public string RunReport(string runId) => $"{Run(runId)}/report.json";
    public string Step(string runId, string step) => $"{Run(runId)}/{step}";

    public string Models => $"{Shop}/models/";
    public string Model(string version) => $"{Shop}/models/{version}";
    public string ModelVersion(string version) => $"{Model(version)}/version.json";
    public string ModelSnapshot(string version) => $"{Model(version)}/snapshot";
    public string ModelCurrent => $"{Shop}/models/current.json";

    /// <summary>The list served before there is a model.</summary>
    public string StarterList => $"{Shop}/starter/popular.json";

    /// <summary>The mutable catalogue layer.</summary>
    public string Overlay => $"{Shop}/overlay/products.json";

    /// <summary>Words that mean the same to customers.</summary>
    public string Synonyms => $"{Shop}/search/synonyms.json";

    /// <summary>The shop's rules for lists, and their versions.</summary>
    public string RulesCurrent => $"{Shop}/rules/current.json";

    public string RulesVersion(int version) => $"{Shop}/rules/{version:D8}.json";

    public string Experiments => $"{Shop}/experiments/";
    public string Experiment(string id) => $"{Shop}/experiments/{id}/experiment.json";

    /// <summary>The lists that customers of an experiment were given.</summary>
    public string Exposures(string id) => $"{Shop}/experiments/{id}/exposures/";

    /// <summary>The experiment that runs, or ran last.</summary>
    public string ExperimentCurrent => $"{Shop}/experiments/current.json";

    public string FeedbackLog => $"{Shop}/feedback";
}
