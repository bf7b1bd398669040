namespace Ecom.Models.Jobs;

/// <summary>Names of the files in a trainer job's output folder.</summary>
public static class TrainerFiles
{
    /// <summary>The <see cref="TrainerResult"/>; written last: where it is, the output is complete.</summary>
    public const string Result = "result.json";

    /// <summary>What a job on tables found.</summary>
    public const string Table = "table.json";

    /// <summary>Per-user metrics on the gate fold.</summary>
    public const string GateUsers = "gate.users";

    /// <summary>Per-user metrics on the test fold.</summary>
    public const string TestUsers = "test.users";

    /// <summary>Folder of the exported model.</summary>
    public const string Model = "model";

    /// <summary>Folder of the snapshot a refit makes.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>Folder of the search index within the snapshot's.</summary>
    public const string Search = "search";

    /// <summary>Folder of the learned search ranker within the snapshot's; absent where none was trained, or it did not win.</summary>
    public const string SearchRanker = "search-ranker";
}
