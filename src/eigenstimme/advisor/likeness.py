"""Which known tasks a description sounds like: a list of words, and counting.

It decides nothing. The nearest known task only suggests answers, and every one of them can be changed.
"""

from __future__ import annotations

import re

from eigenstimme.advisor.catalogue import BY_KEY, Task

WORDS: dict[str, str] = {
    # Beginnings of words, German and English; "+" asks for two in one description and counts for more.
    "positioning": "positionier wofür+steh marke werte brand leitbild",
    "goals": "ziel zielgruppe goal audience",
    "tone_of_voice": "tonalität ton+festleg sprachstil duzen siezen tone stil+festleg",
    "choose_channels": "welche+netzwerk welche+kanäle tiktok+überhaupt kanalauswahl netzwerk+auswähl "
    "choose+network xing+linkedin",
    "budget": "budget+festleg budget+entscheid wie+viel+geld ausgeben+dürfen",
    "strategy_advice": "berat coach sparring advis blick+außen",
    "editorial_plan": "redaktionsplan themenplan contentplan editorial monatsplan",
    "campaign_concept": "kampagne campaign aktion+ausdenk aktion+konzept",
    "collect_ideas": "ideen themen+such ideas anlässe",
    "capture_moments": "schnappsch moment foto+passiert moment+festhalt alltag+fotograf baustelle+handy capture",
    "write_brief": "briefing brief+schreib auftrag+beschreib",
    "write_posts": "text posts+schreib beiträge+schreib beitrag+schreib formulier+post write+post captions",
    "write_articles": "artikel blog article fachbeitrag ratgeber",
    "ghostwriting": "ghostwrit im+namen+chef name+chef chef+linkedin unter+meinem+namen boss",
    "proofread": "korrektur korrigier rechtschreib lektor proofread fehler+les tippfehler",
    "translate_posts": "übersetz+beitr übersetz+post translate übersetz+text polnisch+beitr",
    "photo_session": "fotoshooting professionell+foto shooting fotografin fotograf photograph profi+foto teamfoto",
    "site_photos": "vorher+nachher before+after baustelle+foto baustellenfoto",
    "film_videos": "imagefilm film+dreh video+dreh drohne shoot+film werbefilm",
    "live_story": "story stories live",
    "cut_videos": "schneid+video video+schnitt videos+schneid rohmaterial untertitel+video cut+video reels+schneid",
    "trend_reels": "trend tanz reel lustig+video meme challenge",
    "crop_pictures": "zuschneid bilder+bearbeit bild+bearbeit fotos+bearbeit crop freistell",
    "alt_texts": "alternativtext alt-text alttext bildbeschreib untertitel barrierefrei",
    "graphics": "grafik vorlage+gestalt motiv+gestalt design kachel logo titelbild layout",
    "job_posts": "stellenanzeige offene+stellen azubi lehrling stelle+ausschreib job vacanc bewerb",
    "influencers": "influenc andere+über+sprechen kooperation+blogger creator botschafter",
    "schedule_approved": "einplan terminier schedul freigegeben+post",
    "publish_routine": "routine öffnungszeiten+post farbe+woche feste+form immer+gleich wochenangebot",
    "publish_normal": "veröffentlich online+stell publish direkt+post selbst+post",
    "approve_posts": "freigeb freigabe abnicken approv absegnen",
    "adapt_for_networks": "umarbeit anpass+netzwerk für+linkedin+umschreib zweitverwert adapt",
    "share_others": "teilen weiterverbreit repost share+post",
    "answer_comments": "kommentar comment kommentieren+antwort",
    "answer_messages": "direktnachricht privatnachricht messenger whatsapp dm chat+beantwort "
    "direct+messages anfragen+beantwort",
    "answer_reviews": "bewertung rezension google+stern review sterne",
    "answer_questions": "fragen+antwort fragen+beantwort häufige+fragen faq questions preisfragen",
    "answer_foreign": "fremden+sprachen englisch+beantwort englisch+kommentar fremdsprach türkisch+antwort "
    "polnisch+antwort foreign spanisch+beantwort",
    "greet_regulars": "glückw gratul geburtstag stammkund beileid weihnachtsgr+kund dankesch congratul bedanken",
    "like_and_follow": "liken likes folgen follow herzchen mitdiskut+andere",
    "complaints": "beschwer reklamation complain ärger+kunde kulanz entschuldig",
    "partners_and_press": "presse journalist partner+pfleg netzwerken zeitung verein+kontakt lieferant",
    "report_spam": "spam beleidig troll hass+kommentar insult",
    "sort_inbox": "postfach+sortier nachrichten+sortier vorsortier inbox+sort nachrichten+sichten",
    "night_watch": "nachts nacht wochenende feierabend night rund+um+die+uhr 24/7",
    "watch_mentions": "erwähn über+uns+geschrieben suche+namen monitoring mention was+über+uns",
    "watch_trade": "konkurrenz mitbewerb wettbewerb competitor branche+beobacht",
    "understand_feedback": "rückmeldung feedback wünsche+auswert lernen+kund",
    "speak_in_crisis": "shitstorm krise unfall stellungnahme skandal crisis vorwurf datenpanne",
    "crisis_plan": "notfallplan krisenplan emergency notfall+plan",
    "crisis_drill": "probealarm krisenübung krise+üben drill",
    "monthly_report": "monatsbericht bericht statistik report auswertung zahlen+zusammen reporting",
    "draw_conclusions": "konsequenz folger+zahlen was+folgt schlüsse+zahlen conclusion",
    "run_ads": "anzeigen werbeanzeige ads advert bezahlte+werbung werbebudget",
    "manage_access": "passw zugang zugänge konten+verwalt zugangsdat access account",
    "keep_profiles": "profil öffnungszeiten+aktual profile+aktuell unternehmensprofil google+eintrag",
    "landing_pages": "landingpage seite+kampagne landing aktionsseite webseite+kampagne",
    "competition": "gewinnspiel verlosung competition verlosen prize",
    "legal_check": "impressum rechtlich datenschutz+prüf jurist anwalt legal abmahn",
}


def like(description: str, limit: int = 3) -> list[Task]:
    """The known tasks that share the most words with a description, the nearest first; none if there are none."""
    spoken = description.casefold()
    starts = re.findall(r"[\w/-]+", spoken)
    scores = {key: _score(starts, listed) for key, listed in WORDS.items()}
    found = sorted((key for key, score in scores.items() if score), key=lambda key: -scores[key])
    return [BY_KEY[key] for key in found[:limit]]


def _score(starts: list[str], listed: str) -> int:
    """One point for each listed word that occurs, four for each pair or more that occur together."""
    points = 0
    for entry in listed.split():
        parts = entry.split("+")
        if all(
            any(part in word if len(part) > 4 else word.startswith(part) for word in starts) for part in parts
        ):
            points += 4 if len(parts) > 1 else 2
    return points
