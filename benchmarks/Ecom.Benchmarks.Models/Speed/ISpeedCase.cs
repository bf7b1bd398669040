namespace Ecom.Benchmarks.Models.Speed;

/// <summary>A piece of the product beside the bare work it cannot do without. Both are timed in turns in one process.</summary>
internal interface ISpeedCase
{
    /// <summary>For the command line.</summary>
    string Name { get; }

    /// <summary>What is timed, with its size.</summary>
    string Title { get; }

    /// <summary>What it is compared with.</summary>
    string Baseline { get; }

    /// <summary>The ratio that must not be passed; null: the ratio is stated, not bounded.</summary>
    double? Target { get; }

    /// <summary>Timed pairs.</summary>
    int Rounds { get; }

    /// <summary>Multiplications with addition of the product's side, and how the rate is named.</summary>
    double Work { get; }

    /// <summary>Makes the data and warms both sides up.</summary>
    void Prepare();

    /// <summary>The product's side.</summary>
    Cost Product();

    /// <summary>The bare work.</summary>
    Cost Bare();
}
