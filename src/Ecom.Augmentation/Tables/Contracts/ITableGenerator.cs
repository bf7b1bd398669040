namespace Ecom.Augmentation.Tables.Contracts;

/// <summary>A fitted synthesizer.</summary>
public interface ITableGenerator : IDisposable
{
    /// <summary>Figures of the fit by name (losses, epochs).</summary>
    IReadOnlyDictionary<string, double> Figures { get; }

    /// <summary>Rows like those it was fitted to. Equal seeds give equal rows.</summary>
    Table Sample(int rows, int seed, CancellationToken cancellation = default);
}
