namespace Ecom.Local.Engine;

/// <summary>Called before and after each commit of the journal with the boundary's name (<c>before record</c>, <c>after decide</c>, …); crash tests kill here.</summary>
internal delegate void JournalFault(string boundary);
