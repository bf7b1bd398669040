using Ecom.Domain;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Completion;

/// <summary>Collects generated entries: completions of customers, and users that are generated as a whole.</summary>
public sealed class GeneratedRows(TrainingData data)
{
    private readonly List<int> _users = [];
    private readonly List<int> _items = [];
    private readonly List<float> _weights = [];
    private readonly List<long> _times = [];
    private int _extra;

    /// <summary>Entries so far.</summary>
    public int Count => _users.Count;

    /// <summary>Adds an entry to a customer's row, dated as the customer's last observed one.</summary>
    public void Complete(int user, int item, float weight)
    {
        var times = data.Observed.Times(user);
        Add(user, item, weight, times.Length > 0 ? times[^1] : data.Now);
    }

    /// <summary>Adds an entry to a customer's row at a time of its own, Unix seconds.</summary>
    public void Complete(int user, int item, float weight, long time) => Add(user, item, weight, time);

    /// <summary>Adds a generated user.</summary>
    public void AddUser(IEnumerable<(int Item, float Weight)> entries)
    {
        foreach (var (item, weight) in entries) Add(data.Observed.UserCount + _extra, item, weight, data.Now);
        _extra++;
    }

    /// <summary>The data with these rows as its generated part.</summary>
    public TrainingData ToData() => data with
    {
        Generated = Interactions.FromEntries(
            data.Observed.UserCount + _extra, data.ItemCount, [.. _users], [.. _items], [.. _weights], [.. _times]),
    };

    private void Add(int user, int item, float weight, long time)
    {
        _users.Add(user);
        _items.Add(item);
        _weights.Add(weight);
        _times.Add(time);
    }
}
