using Ecom.Domain;

namespace Ecom.Local.Hosting;

/// <summary>What the embedded host is started with.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>Folder of the shop's state; with <see cref="Storage"/>, of the journal and of local copies only.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Azure storage instead of the folder: a connection string or an account URL.</summary>
    public string? Storage { get; init; }

    public ShopId Shop { get; init; } = ShopId.Default;

    /// <summary>Settings by configuration key that go before everything else, from the command line.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    public string Journal => Path.Combine(DataDirectory, "journal.db");
    public string Work => Path.Combine(DataDirectory, "work");
    public string Trainers => Path.Combine(DataDirectory, "trainers");
    public string Feedback => Path.Combine(DataDirectory, "feedback");
    public string UserState => Path.Combine(DataDirectory, "state.db");
    public string Dumps => Path.Combine(DataDirectory, "dumps");
    public string Artefacts => Path.Combine(DataDirectory, "artefacts");
}
