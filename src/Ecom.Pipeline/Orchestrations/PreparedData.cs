namespace Ecom.Pipeline.Orchestrations;

/// <summary>A run's features and folds.</summary>
/// <param name="Prefix">Blob prefix of the fold files.</param>
/// <param name="DatasetVersion">The manifest version they were made from.</param>
/// <param name="Users">Customers numbered.</param>
/// <param name="Items">Items numbered.</param>
/// <param name="Interactions">Interactions of all folds.</param>
/// <param name="GateFrom">Start of the gate fold, Unix seconds: a model fitted on later data has seen gate rows.</param>
/// <param name="Until">Time of the newest event, Unix seconds.</param>
/// <param name="DataHash">SHA-256 over the manifest's parts.</param>
public sealed record PreparedData(
    string Prefix, int DatasetVersion, int Users, int Items, long Interactions, long GateFrom, long Until, string DataHash);
