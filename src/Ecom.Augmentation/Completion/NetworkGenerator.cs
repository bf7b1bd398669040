using Ecom.Augmentation.Contracts;
using Ecom.Augmentation.Privacy;
using Ecom.Models;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Networks;

namespace Ecom.Augmentation.Completion;

/// <summary>Completes histories by a trained network. Only items with enough users are in its vocabulary, or all of the catalogue where it learned under differential privacy.</summary>
public class NetworkGenerator : IGenerator
{
    private readonly NetworkFamily _family;
    private readonly Dictionary<string, double> _figures = [];
    private (Ecom.Domain.Interactions Of, string Amount, IReadOnlyList<(int User, int[] Items)> Found)? _last;

    public NetworkGenerator(NetworkFamily family, FittedNetwork? fitted, PrivateUsersFit? plan = null)
    {
        (_family, Fitted) = (family, fitted);
        if (fitted is null) return;
        _figures["epochs"] = fitted.Report.BestEpoch;
        _figures["vocabulary"] = fitted.Vocabulary.Items.Length;
        if (fitted.Report.BestEpoch > 0)
            foreach (var (name, value) in fitted.Report.Losses[fitted.Report.BestEpoch - 1].Values) _figures[name] = value;
        foreach (var (name, value) in plan?.Figures() ?? new Dictionary<string, double>()) _figures[name] = value;
    }

    public IReadOnlyDictionary<string, double> Figures => _figures;

    public IReadOnlyList<IReadOnlyDictionary<string, double>> Losses => Fitted is null ? [] : [.. Fitted.Report.Losses.Select(l => l.Values)];

    /// <summary>The network, or null where there was nothing to learn.</summary>
    protected FittedNetwork? Fitted { get; }

    public IFittedModel? Recommender(TrainingData data, Parameters parameters) => Fitted is null ? null : _family.Model(Fitted, parameters, data);

    public TrainingData Generate(TrainingData data, Parameters parameters, FitContext context)
    {
        if (Fitted is null) return data with { Generated = null };
        var rows = new GeneratedRows(data);
        // A search asks again and again for what differs in weight only.
        var amount = $"{parameters.Number("most", 10)} {parameters.Number("add", 10)}";
        if (_last is not { } last || last.Of != data.Observed || last.Amount != amount)
        {
            using var model = _family.Model(Fitted, parameters, data);
            _last = last = (data.Observed, amount, Completions.Of(data, model, i => Fitted.Vocabulary.IndexOf(i) >= 0, parameters, context));
        }
        Completions.Add(rows, last.Found, parameters);
        AddUsers(rows, data, parameters, context);
        return rows.ToData();
    }

    public void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Adds generated users, where the network can make some.</summary>
    protected virtual void AddUsers(GeneratedRows rows, TrainingData data, Parameters parameters, FitContext context)
    {
    }
}
