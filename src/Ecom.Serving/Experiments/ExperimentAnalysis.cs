using Ecom.Domain;
using Ecom.Evaluation.Experiments;
using Ecom.Evaluation.Statistics;

namespace Ecom.Serving.Experiments;

/// <summary>Joins exposures and feedback, customer by customer: customers are what was assigned, so they are what is counted.</summary>
internal sealed class ExperimentAnalysis(Experiment experiment)
{
    /// <summary>What a customer does later than this after a list is no longer put down to it.</summary>
    private static readonly TimeSpan _window = TimeSpan.FromDays(7);

    /// <summary>Explored places of one customer that count, the first ones.</summary>
    private const int MostPlaces = 200;

    private readonly Dictionary<string, Customer> _customers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _events = new(StringComparer.Ordinal);

    public void Add(Exposure exposure)
    {
        if (!_customers.TryGetValue(exposure.User, out var customer)) _customers[exposure.User] = customer = new Customer(exposure.Arm);
        customer.Lists.Add(exposure);
    }

    /// <summary>Adds an event; all exposures have been added. One that comes twice counts once.</summary>
    public void Add(ShopEvent e, string userKey)
    {
        if (!_customers.TryGetValue(Assignment.Hash(experiment, userKey), out var customer) || !_events.Add(e.EventId)) return;
        var before = customer.Lists.Where(l => l.Time <= e.Time && e.Time - l.Time <= _window).ToArray();
        if (before.Length == 0) return;
        var showed = e.ItemId is null ? [] : before.Where(l => l.Items.Contains(e.ItemId)).ToArray();
        switch (e.Kind)
        {
            case EventKind.View or EventKind.Click:
                // The list the event answers, or else the latest that showed the product.
                if ((showed.FirstOrDefault(l => l.ListId == e.ListId) ?? showed.MaxBy(l => l.Time)) is { } list) customer.Clicked.Add((list.ListId, e.ItemId!));
                break;
            case EventKind.Purchase:
                customer.Bought = true;
                if (showed.Length > 0 && e.Price is { } price) customer.Revenue += price * e.Quantity;
                break;
            default:
                break;
        }
    }

    public ExperimentResult Result()
    {
        var arms = experiment.Arms.Select(a => a.Name).ToList();
        if (experiment.HoldoutShare > 0) arms.Add(Experiment.Holdout);
        var measured = arms.ToDictionary(a => a, Measure, StringComparer.Ordinal);
        var control = measured[arms[0]];
        return new ExperimentResult(
            experiment,
            [.. arms.Select(a => new ArmResult(a, (int)measured[a].Clicks.Count, measured[a].Lists, Value(measured[a].Clicks), Value(measured[a].Conversion), Value(measured[a].Revenue)))],
            [.. arms.Skip(1).Select(a => new ArmComparison(
                a, Difference(measured[a].Clicks, control.Clicks), Difference(measured[a].Conversion, control.Conversion), Difference(measured[a].Revenue, control.Revenue)))],
            Exploration());
    }

    private (RunningMean Clicks, RunningMean Conversion, RunningMean Revenue, long Lists) Measure(string arm)
    {
        var (clicks, conversion, revenue, lists) = (new RunningMean(), new RunningMean(), new RunningMean(), 0L);
        foreach (var customer in _customers.Values.Where(c => c.Arm == arm))
        {
            lists += customer.Lists.Count;
            clicks.Add(customer.Clicked.Select(c => c.List).Distinct().Count() / (double)customer.Lists.Count);
            conversion.Add(customer.Bought ? 1 : 0);
            revenue.Add(customer.Revenue);
        }
        return (clicks, conversion, revenue, lists);
    }

    /// <summary>Of places filled by a draw: what the best candidate would have earned there. The reward model is a product's own rate in the log, shrunk towards all products'.</summary>
    private OffPolicyResult? Exploration()
    {
        const double shrink = 20;
        // Customers count alike in all else; here one who asks for list after list must not outweigh the others.
        var places = _customers.Values.SelectMany(
            c => c.Lists.OrderBy(l => l.Time).SelectMany(l => (l.Explored ?? []).Select(p => (Place: p, Reward: c.Clicked.Contains((l.ListId, p.ItemId)) ? 1d : 0))).Take(MostPlaces)).ToArray();
        if (places.Length == 0) return null;
        var overall = places.Average(p => p.Reward);
        var rates = places.GroupBy(p => p.Place.ItemId).ToDictionary(g => g.Key, g => (g.Sum(p => p.Reward) + (shrink * overall)) / (g.Count() + shrink), StringComparer.Ordinal);
        return OffPolicyEvaluation.Estimate([.. places.Select(p => new LoggedDecision(
            p.Place.Propensity, p.Place.ItemId == p.Place.BestItemId ? 1 : 0, p.Reward, rates[p.Place.ItemId], rates.GetValueOrDefault(p.Place.BestItemId, overall)))]);
    }

    private static MeasuredValue Value(RunningMean mean) => Value(mean.Mean, new ConfidenceSequence().Of(mean));

    private static MeasuredValue Difference(RunningMean arm, RunningMean control) => Value(arm.Mean - control.Mean, new ConfidenceSequence().OfDifference(arm, control));

    private static MeasuredValue Value(double value, Interval interval) =>
        double.IsFinite(interval.Low) ? new MeasuredValue(value, interval.Low, interval.High) : new MeasuredValue(value, null, null);

    private sealed class Customer(string arm)
    {
        public string Arm { get; } = arm;

        public List<Exposure> Lists { get; } = [];

        public HashSet<(string List, string Item)> Clicked { get; } = [];

        public bool Bought { get; set; }

        public double Revenue { get; set; }
    }
}
