"""
Invented full names that stand nowhere but in the demo's private register: a built site in which one is found has a leak.

Pupils, staff and leavers are people of the register. The mentioned are named only inside free text: outcomes, notes of reviews, moderations and scenarios.
"""

from __future__ import annotations

PUPILS = (
    "Zephyrine Quickmarsh",
    "Oluwadamilare Fairweather-Boateng",
    "Ptolemy Wrenfield",
    "Siobhán Ó Dubhthaigh-Larke",
    "Xiomara Thistlethorn",
    "Kazimierz Brzozowiec",
    "Anwen Ffoulkes-Gwyndaf",
    "Tiberius Marrowby",
    "Noor-ul-Huda Chaudhrani",
    "Evander Saltonstow",
    "Ngozichukwu Ashdell",
    "Ottoline Vexley",
    "Rhydderch Pennoyer",
    "Saoirse Quillfeather",
    "Thandolwethu Copperwaite",
    "Jagjeevan Dhaliwalia",
    "Perpetua Hobblethwaite",
    "Łucja Wiśniewiecka",
    "Caspian Drummersett",
    "Ayesha-Noor Mirzabeg",
    "Leopoldine Gastrell-Voss",
    "Mbali Winterhalder",
    "Zoltán Kerekesházy",
    "Fenella Crackenthorpe-Oyelaran",
    "Ishwari Balasundaramurthy",
    "Björn Aldershawe",
    "Wilhelmina Sparrowhulme",
    "Abdoulaye Fernsby-Diarra",
    "Yevheniia Korolkova-Reeve",
    "Tallulah O'Shaughnessy-Nkemelu",
)
STAFF = (
    "Marguerite Pollexfen",
    "Bartholomew Osei-Tarrant",
    "Philippa Drinkhall-Mensah",
    "Gwendolen Ravenscraig",
    "Sukhvinder Larkholme",
    "Ignatius Wetherspane",
    "Hyacinth Abernethy-Cole",
    "Dorothea Kwabenawaa",
    "Emeka Throssell",
    "Katarzyna Millbrandt",
)
LEAVERS = ("Cornelius Duxbury-Adeyinka", "Morwenna Trelissick-Shah", "Araminta Foxglove-Desta", "Lysander Higginsoke")
MENTIONED = (
    "Rosalind Threlkeldson",
    "Dr Octavius Penhaligan-Rao",
    "Winifred Umbersley",
    "Maximilian Bleasdale-Iqbal",
    "Cressida Vandermolen",
    "Obadiah Farthinghoe",
)
CANARIES = PUPILS + STAFF + LEAVERS + MENTIONED
